namespace Switchboard.Embedded.Tables;

/// <summary>What a storage connection string says about the Table service.</summary>
internal sealed record StorageAccount(Uri Endpoint, TableSharedKeyCredential? Credential, string? SasToken)
{
    public const string DevelopmentName = "devstoreaccount1";

    /// <summary>The key every storage emulator has; it protects nothing.</summary>
    public const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">A part is malformed or missing.</exception>
    public static StorageAccount Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development))
            return Development(development, settings.GetValueOrDefault("DevelopmentStorageProxyUri"));

        var name = settings.GetValueOrDefault("AccountName");
        var credential = name is not null && settings.GetValueOrDefault("AccountKey") is { } key
            ? new TableSharedKeyCredential(name, key)
            : null;
        var sas = settings.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?');
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
            return new StorageAccount(Absolute(endpoint), credential, sas);
        if (name is null)
            throw new FormatException("The connection string has neither an AccountName nor a TableEndpoint.");

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new StorageAccount(Absolute($"{scheme}://{name}.table.{suffix}"), credential, sas);
    }

    private static StorageAccount Development(string value, string? proxy)
    {
        if (!string.Equals(value, "true", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("UseDevelopmentStorage can only be true.");

        var host = proxy is null
            ? "http://127.0.0.1"
            : Absolute(proxy).GetLeftPart(UriPartial.Scheme) + Absolute(proxy).Host;
        return new StorageAccount(
            new Uri($"{host}:10002/{DevelopmentName}"),
            new TableSharedKeyCredential(DevelopmentName, DevelopmentKey),
            null);
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("Settings must be of the form \"name=value\".");
            if (!settings.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
                throw new FormatException($"The connection string sets {part[..equals]} twice.");
        }

        return settings;
    }

    private static Uri Absolute(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new FormatException($"The connection string's endpoint '{text}' is not an absolute URI.");
}
