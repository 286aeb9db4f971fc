using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A key of a telephone.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct DtmfTone(string value) : IEquatable<DtmfTone>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The key 0.</summary>
    public static DtmfTone Zero { get; } = new("zero");

    /// <summary>The key 1.</summary>
    public static DtmfTone One { get; } = new("one");

    /// <summary>The key 2.</summary>
    public static DtmfTone Two { get; } = new("two");

    /// <summary>The key 3.</summary>
    public static DtmfTone Three { get; } = new("three");

    /// <summary>The key 4.</summary>
    public static DtmfTone Four { get; } = new("four");

    /// <summary>The key 5.</summary>
    public static DtmfTone Five { get; } = new("five");

    /// <summary>The key 6.</summary>
    public static DtmfTone Six { get; } = new("six");

    /// <summary>The key 7.</summary>
    public static DtmfTone Seven { get; } = new("seven");

    /// <summary>The key 8.</summary>
    public static DtmfTone Eight { get; } = new("eight");

    /// <summary>The key 9.</summary>
    public static DtmfTone Nine { get; } = new("nine");

    /// <summary>The key A.</summary>
    public static DtmfTone A { get; } = new("a");

    /// <summary>The key B.</summary>
    public static DtmfTone B { get; } = new("b");

    /// <summary>The key C.</summary>
    public static DtmfTone C { get; } = new("c");

    /// <summary>The key D.</summary>
    public static DtmfTone D { get; } = new("d");

    /// <summary>The key #.</summary>
    public static DtmfTone Pound { get; } = new("pound");

    /// <summary>The key *.</summary>
    public static DtmfTone Asterisk { get; } = new("asterisk");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(DtmfTone left, DtmfTone right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(DtmfTone left, DtmfTone right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator DtmfTone(string value) => new(value);

    /// <summary>The key's own sign: a digit, a letter from A to D, <c>#</c> or <c>*</c>.</summary>
    /// <exception cref="InvalidOperationException">No key has this name.</exception>
    public char ToChar() => ToString().ToLowerInvariant() switch
    {
        "zero" => '0',
        "one" => '1',
        "two" => '2',
        "three" => '3',
        "four" => '4',
        "five" => '5',
        "six" => '6',
        "seven" => '7',
        "eight" => '8',
        "nine" => '9',
        "a" => 'A',
        "b" => 'B',
        "c" => 'C',
        "d" => 'D',
        "pound" => '#',
        "asterisk" => '*',
        _ => throw new InvalidOperationException($"No key of a telephone is called '{this}'."),
    };

    /// <inheritdoc/>
    public bool Equals(DtmfTone other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is DtmfTone other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
