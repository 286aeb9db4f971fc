using CsvHelper;

namespace Switchboard.Demo;

/// <summary>A line of <c>contacts.csv</c>: nobody real, on the numbers Ofcom keeps free for drama.</summary>
[CsvRecord]
internal sealed partial record Person(
    [property: CsvColumn("msisdn")] string Msisdn,
    [property: CsvColumn("name")] string Name,
    [property: CsvColumn("location")] string Location,
    [property: CsvColumn("street")] string Street,
    [property: CsvColumn("language")] string Language,
    [property: CsvColumn("group")] string Group)
{
    public static IReadOnlyList<Person> ReadAll()
    {
        using var reader = CsvReader.FromFile(Path.Combine(AppContext.BaseDirectory, "contacts.csv"));
        return [.. reader.GetRecords<Person>()];
    }

    /// <summary>The form that <c>POST /api/contacts</c> takes.</summary>
    public Dictionary<string, string> ToForm() => new()
    {
        ["msisdn"] = Msisdn,
        ["metadata[name]"] = Name,
        ["metadata[location]"] = Location,
        ["metadata[street]"] = Street,
        ["metadata[language]"] = Language,
        ["metadata[group]"] = Group,
    };
}
