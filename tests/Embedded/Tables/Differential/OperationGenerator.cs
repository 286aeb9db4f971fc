using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>Operations on three tables, of which two are there most of the time.</summary>
internal sealed class OperationGenerator(int seed)
{
    private static readonly string[] Tables = ["Alpha", "Beta", "Gamma"];

    private static readonly TableTransactionActionType[] Actions = Enum.GetValues<TableTransactionActionType>();

    private static readonly string[] Malformed =
        ["Small eq", "eq 5", "Small foo 5", "(Small eq 5", "Small eq 5 and", "Small eq 5)", "not", "and Small eq 5"];

    private readonly Random _random = new(seed);

    /// <summary>What a run begins with.</summary>
    public IEnumerable<TableOperation> Opening()
    {
        yield return new CreateTable(Tables[0]);
        yield return new CreateTable(Tables[1]);
        for (var i = 0; i < 30; i++)
        {
            yield return new Write(
                Tables[i % 2],
                TableTransactionActionType.Add,
                Values.Fill(Values.Key(_random), _random),
                Expectation.Anything);
        }
    }

    public TableOperation Next() => _random.Next(100) switch
    {
        < 2 => _random.Next(5) == 0 ? new DeleteTable(_random.One(Tables)) : new CreateTable(_random.One(Tables)),
        < 4 => new ListTables(
            _random.Next(2) == 0 ? null : $"TableName {_random.One<string>(["eq", "ge", "lt"])} '{_random.One(Tables)}'",
            PageSize()),
        < 12 => new Read(Table(), Values.Key(_random), Select()),
        < 50 => NextWrite(Table(), Values.Key(_random)),
        < 60 => NextBatch(),
        < 62 => new Query(Table(), null, _random.One(Malformed), null, null),
        _ => new Query(
            Table(), _random.Next(15) == 0 ? null : GeneratedFilter.Next(_random), null, PageSize(), Select()),
    };

    private string Table() => Tables[_random.Next(20) switch { < 10 => 0, < 18 => 1, _ => 2 }];

    private int? PageSize() => _random.Next(4) > 0 ? null : _random.Next(3, 15);

    private string[]? Select() => _random.Next(4) > 0
        ? null
        : ["PartitionKey", "RowKey", .. Values.Properties.Where(_ => _random.Next(3) == 0)];

    private Write NextWrite(string table, TableEntity key)
    {
        var action = _random.One(Actions);
        var row = action == TableTransactionActionType.Delete ? key : Values.Fill(key, _random);
        var expected = action is TableTransactionActionType.Add
            or TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace
                ? Expectation.Anything
                : (Expectation)_random.Next(3);
        return new Write(table, action, row, expected);
    }

    private Batch NextBatch()
    {
        var table = Table();
        var partition = _random.One(Values.Partitions);
        var keys = Values.Rows.OrderBy(_ => _random.Next()).Take(_random.Next(1, 6)).ToList();
        if (_random.Next(15) == 0)
            keys.Add(keys[0]);
        var writes = keys.ConvertAll(key => NextWrite(table, new TableEntity(partition, key)));

        // Half of the batches have nothing that depends on what is there.
        if (_random.Next(2) == 0)
        {
            writes = writes.ConvertAll(write => new Write(
                table, TableTransactionActionType.UpsertReplace, Values.Fill(write.Row, _random), Expectation.Anything));
        }

        return new Batch(table, writes);
    }
}
