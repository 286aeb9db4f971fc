using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>
/// What the columns of a CSV mean: <c>msisdn</c>, and metadata by their paths: <c>city</c>, <c>address[city]</c> or
/// <c>metadata[address][city]</c>. An empty field says nothing.
/// </summary>
internal sealed class CsvColumns
{
    private const string Msisdn = "msisdn";
    private const string Metadata = "metadata";

    private readonly string[] _names;

    private CsvColumns(string[] names) => _names = names;

    /// <summary>How many columns there are.</summary>
    public int Count => _names.Length;

    /// <summary>Reads a header.</summary>
    public static Outcome<CsvColumns> Read(IReadOnlyList<string> header)
    {
        string[] names = [.. header.Select((name, i) => Name(i == 0 ? name.TrimStart('\uFEFF') : name))];
        var errors = new ValidationErrors();
        errors.AddIf(!names.Contains(Msisdn), Msisdn, ValidationErrors.Blank);
        foreach (var twice in names.CountBy(name => name).Where(name => name.Value > 1))
            errors.Add(twice.Key, ValidationErrors.Taken);
        foreach (var unnamed in names.Where(name => name == ""))
            errors.Add(ValidationErrors.Base, "has a column without a name");
        if (errors.Any)
            return errors;

        // Columns that contradict each other do so in every line.
        var columns = new CsvColumns(names);
        columns.Parameters([.. names.Select(_ => "x")]);
        return columns;
    }

    /// <summary>What a line wants.</summary>
    public ContactChange Wish(IReadOnlyList<string> record) => ContactChange.ToCreate(Parameters(record));

    private static string Name(string header) => header.Trim() switch
    {
        "" => "",
        Msisdn => Msisdn,
        var name when name.StartsWith(Metadata + "[", StringComparison.Ordinal) => name,
        var name when name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 =>
            $"{Metadata}[{name[..bracket]}]{name[bracket..]}",
        var name => $"{Metadata}[{name}]",
    };

    private JsonObject Parameters(IReadOnlyList<string> record)
    {
        var nesting = new RackNesting();
        for (var i = 0; i < _names.Length; i++)
        {
            if (record[i] != "")
                nesting.Add(_names[i], record[i]);
        }

        return nesting.Root;
    }
}
