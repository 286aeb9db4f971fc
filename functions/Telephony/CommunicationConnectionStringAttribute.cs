using System.ComponentModel.DataAnnotations;

namespace Switchboard.Telephony;

/// <summary>
/// A connection string of ACS, <c>endpoint=https://…/;accesskey=…</c>, the key in Base64: the SDK finds out what is wrong
/// with one when it makes the first request.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommunicationConnectionStringAttribute()
    : ValidationAttribute("{0} must be endpoint=…;accesskey=…, with an http(s) address and a key in Base64.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value)
    {
        if (value is not string text)
            return true;
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(part => part[0], part => part.Length == 2 ? part[1] : "", StringComparer.OrdinalIgnoreCase);
        return parts["endpoint"].ToList() is [var endpoint]
            && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && parts["accesskey"].ToList() is [{ Length: > 0 } key]
            && Convert.TryFromBase64String(key, new byte[key.Length], out _);
    }
}
