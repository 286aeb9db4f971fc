using System.ComponentModel.DataAnnotations;

namespace Switchboard.Telephony;

/// <summary>Phone numbers in E.164, separated by commas.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PhoneNumbersAttribute()
    : ValidationAttribute("{0} must be phone numbers in E.164, separated by commas.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => In((string?)value).All(number => number is not null);

    /// <summary>The numbers in a list; null stands for what is none.</summary>
    internal static IEnumerable<string?> In(string? list) => (list ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(PhoneNumber.Normalize);
}
