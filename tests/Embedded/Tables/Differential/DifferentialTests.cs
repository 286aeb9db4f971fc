using System.Globalization;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;
using Switchboard.Tests.Azurite;
using Xunit.Abstractions;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>
/// The service of this process and Azurite are asked the same, thousands of things from a seed, and give the same
/// answers but for what <see cref="AzuriteDefect.Known"/> lists. <c>TABLES_OPERATIONS</c> makes the campaign longer,
/// <c>TABLES_SEED</c> another.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class DifferentialTests(AzuriteServer azurite, ITestOutputHelper output)
{
    private const int OperationsInProgram = 250;
    private const int ProgramsAtOnce = 4;
    private const int MostReported = 20;

    private readonly Dictionary<AzuriteDefect, int> _seen = [];
    private readonly List<string> _unexplained = [];
    private readonly Dictionary<string, int> _outcomes = [];

    [Fact]
    public async Task Both_services_give_the_same_answers()
    {
        var operations = Setting("TABLES_OPERATIONS", 5_000);
        var seed = Setting("TABLES_SEED", 20_260_101);
        await Parallel.ForEachAsync(
            Enumerable.Range(seed, (operations + OperationsInProgram - 1) / OperationsInProgram),
            new ParallelOptions { MaxDegreeOfParallelism = ProgramsAtOnce },
            async (program, _) => await RunAsync(program));

        foreach (var (defect, times) in _seen)
            output.WriteLine($"{times} times: {defect.Fact}");
        output.WriteLine(string.Join(", ", _outcomes.OrderByDescending(outcome => outcome.Value)));
        Assert.Empty(_unexplained);

        // A defect nobody meets is repaired, or was none.
        Assert.Empty(AzuriteDefect.Known.Except(_seen.Keys).Select(defect => defect.Fact));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    private async Task RunAsync(int seed)
    {
        using var store = TableStore.OpenMemory(TimeProvider.System);
        using var service = new TableService(store);
        var (ours, theirs) = (new Side(service.ConnectionString), new Side(azurite.NewConnectionString()));
        var generator = new OperationGenerator(seed);
        var program = generator.Opening()
            .Concat(Enumerable.Repeat(0, OperationsInProgram).Select(_ => generator.Next()))
            .Take(OperationsInProgram);
        var number = 0;
        foreach (var operation in program)
        {
            var (our, their) = (operation.ApplyAsync(ours), operation.ApplyAsync(theirs));
            await CompareAsync(operation, await our, await their, ours, $"seed {seed}, operation {number++}");
            lock (_unexplained)
            {
                if (_unexplained.Count >= MostReported)
                    return;
            }
        }
    }

    private async Task CompareAsync(TableOperation operation, Answer our, Answer their, Side ours, string where)
    {
        lock (_outcomes)
            _outcomes[our.Outcome] = _outcomes.GetValueOrDefault(our.Outcome) + 1;
        if (our.Outcome != their.Outcome)
        {
            Explain(new Difference(operation, our, their, null), where);
            return;
        }

        var (left, right) = (our.Rows.ToDictionary(Answer.Key), their.Rows.ToDictionary(Answer.Key));
        foreach (var key in left.Keys.Union(right.Keys))
        {
            if (left.TryGetValue(key, out var one) && right.TryGetValue(key, out var other)
                && Answer.Text(one) == Answer.Text(other))
            {
                continue;
            }

            // What was selected may not be what tells why.
            var row = operation is Query query
                ? await WholeAsync(ours.Table(query.Table), key.Partition, key.Row)
                : one;
            Explain(new Difference(operation, our, their, row), where);
        }

        if (left.Count == right.Count && left.Keys.All(right.ContainsKey))
            Assert.Equal(our.Rows.Select(Answer.Key), their.Rows.Select(Answer.Key));
    }

    private static async Task<TableEntity?> WholeAsync(TableClient table, string partition, string row)
    {
        var whole = await table.GetEntityIfExistsAsync<TableEntity>(partition, row);
        return whole.HasValue ? whole.Value : null;
    }

    private void Explain(Difference difference, string where)
    {
        lock (_unexplained)
        {
            if (AzuriteDefect.Known.FirstOrDefault(defect => defect.Explains(difference)) is { } known)
                _seen[known] = _seen.GetValueOrDefault(known) + 1;
            else
                _unexplained.Add(Report(difference, where));
        }
    }

    private static string Report(Difference difference, string where) =>
        $"{where}: {difference.Operation}\n  row {(difference.Row is { } row ? Answer.Text(row) : "none")}"
        + $"\n  ours: {difference.Ours}\n  Azurite's: {difference.Azurites}";
}
