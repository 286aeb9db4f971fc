namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary><c>endpoint=https://…/;accesskey=…</c>: where a resource is and the key that signs requests.</summary>
internal sealed record ResourceConnectionString(Uri Endpoint, string AccessKey)
{
    public static ResourceConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = segment.IndexOf('=');
            if (equals <= 0)
                throw new InvalidOperationException("The connection string is not a list of name=value;name=value.");
            values[segment[..equals].Trim()] = segment[(equals + 1)..].Trim();
        }

        var endpoint = Required(values, "endpoint");
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? new ResourceConnectionString(uri, Required(values, "accesskey"))
            : throw new InvalidOperationException("The connection string's endpoint is not an absolute URI.");
    }

    private static string Required(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new InvalidOperationException($"The connection string has no '{name}'.");
}
