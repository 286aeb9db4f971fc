namespace Switchboard.Embedded.Durable.Client.Entities;

/// <summary>Which entities are wanted.</summary>
public record EntityQuery
{
    /// <summary>How many entities a page should have unless asked otherwise.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>How their ids begin; the <c>@</c> may be left out, and the name may be in any case.</summary>
    public string? InstanceIdStartsWith
    {
        get;
        init => field = value is null ? null : Normalized(value);
    }

    /// <summary>Changed at this moment or later.</summary>
    public DateTimeOffset? LastModifiedFrom { get; init; }

    /// <summary>Changed at this moment or earlier.</summary>
    public DateTimeOffset? LastModifiedTo { get; init; }

    /// <summary>Whether their states are wanted.</summary>
    public bool IncludeState { get; init; } = true;

    /// <summary>Whether those without a state are wanted too.</summary>
    public bool IncludeTransient { get; init; }

    /// <summary>How many a page should have.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on.</summary>
    public string? ContinuationToken { get; init; }

    private static string Normalized(string value)
    {
        var prefix = value.StartsWith('@') ? value : $"@{value}";
        var end = prefix.IndexOf('@', 1);
        return end < 0 ? prefix.ToLowerInvariant() : prefix[..end].ToLowerInvariant() + prefix[end..];
    }
}
