using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;

namespace Switchboard.Callouts;

/// <summary>Describes what lists of this API are filtered and sorted by; see <see cref="ResourceLists"/>.</summary>
internal static class ListParameters
{
    /// <summary>What lists are filtered by besides what is said of each.</summary>
    public const string About =
        """
        Every filter can also stand under `q`, as in `q[msisdn]=…`; all must hold. Filters with several values, separated by
        commas, take things with one of them. Keys of `metadata` can end in an operator: `age.in`, `tags.any`, `age.exists`,
        `age.lt`, `.lteq`, `.gt`, `.gteq`, or, of days, `born.date.lt`.
        """;

    /// <summary>Filters by metadata, and by the times at which things were created and changed.</summary>
    public static OperationDescription FiltersByMetadataAndTime(this OperationDescription operation) => operation
        .SharedParameter("Metadata", () => OperationDescription.QueryParameter(
            "metadata",
            Schema.Map(
                "What the metadata must have: `metadata[city]=Oslo`. Without a value: what they must not have.",
                new JsonObject { ["type"] = "string" }),
            Content.Example("""{"foo":"bar"}""")))
        .FiltersByTime();

    /// <summary>Filters by the times at which things were created and changed.</summary>
    public static OperationDescription FiltersByTime(this OperationDescription operation) => operation
        .FiltersByTime("created_at", "Created")
        .FiltersByTime("updated_at", "Last changed");

    /// <summary>Filters by a time.</summary>
    public static OperationDescription FiltersByTime(this OperationDescription operation, string name, string happened)
    {
        foreach (var (comparison, meaning) in new[]
        {
            ("before", "before"), ("or_before", "at or before"), ("after", "after"), ("or_after", "at or after"),
        })
            operation.Moment($"{name}_{comparison}", $"{happened} {meaning} this. A day means all of it.");
        return operation;
    }

    /// <summary>Sorts by these besides the id and the times.</summary>
    public static OperationDescription SortsBy(this OperationDescription operation, params string[] columns)
    {
        var names = string.Join(", ", ((string[])["id", "created_at", "updated_at", .. columns]).Select(name => $"`{name}`"));
        return operation
            .Query("sort", Schema.Text($"By what the list is sorted, separated by commas, with a minus where downwards: {names}."), "-id")
            .CanBeInvalid();
    }

    /// <summary>Filters by words, one of which a thing must have.</summary>
    public static OperationDescription FiltersBy(this OperationDescription operation, string name, string description, string example) =>
        operation.Query(name, Schema.Text(description), example);

    /// <summary>Filters by what is in a document.</summary>
    public static OperationDescription FiltersByDocument(
        this OperationDescription operation, string name, string description, string example) =>
        operation.Query(name, Schema.Document(description), Content.Example(example));

    /// <summary>Filters by a number, and by its limits.</summary>
    public static OperationDescription FiltersByNumber(this OperationDescription operation, string name, string description) =>
        operation
            .Query(name, Schema.Text($"{description}, or some."), "30")
            .Query($"{name}_gt", Schema.Integer($"{description}: more than this."), 0)
            .Query($"{name}_gteq", Schema.Integer($"{description}: this or more."), 0)
            .Query($"{name}_lt", Schema.Integer($"{description}: less than this."), 3600)
            .Query($"{name}_lteq", Schema.Integer($"{description}: this or less."), 3600);

    private static void Moment(this OperationDescription operation, string name, string description) =>
        operation.SharedParameter(
            string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
            () => OperationDescription.QueryParameter(
                name,
                Schema.Text(description),
                name.EndsWith("before", StringComparison.Ordinal) ? "2099-12-31" : "2017-01-01T00:00:00Z"));
}
