using System.ComponentModel.DataAnnotations;

namespace Switchboard;

/// <summary>An absolute <c>http</c> or <c>https</c> address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute() : ValidationAttribute("{0} must be an http(s) address.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null or Uri { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
