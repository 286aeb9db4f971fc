using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchboard.Telephony;

/// <summary>Names a call to the outside: the ledger it is in and its id, written <c>callouts-12.345</c>.</summary>
public readonly partial record struct CallReference(string Ledger, long Id)
{
    /// <summary>The owner of the ledger, like <c>callouts</c>.</summary>
    public string Owner => Ledger[..Ledger.LastIndexOf('-')];

    /// <summary>Reads a reference; null where the text is none.</summary>
    public static CallReference? Parse(string? text) =>
        text is not null && Shape().Match(text) is { Success: true } match
        && long.TryParse(match.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new CallReference(match.Groups["ledger"].Value, id)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ledger}.{Id}");

    [GeneratedRegex(@"\A(?<ledger>[a-z]{1,32}-[0-9]{1,19})\.(?<id>[0-9]{1,19})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
