using System.Collections.Concurrent;
using System.Globalization;

namespace Switchboard.Storage;

/// <summary>What a term says of a thing.</summary>
public enum TermKind
{
    /// <summary>At this path it has this value.</summary>
    Value,

    /// <summary>At this path it has an array, and this is one of its elements.</summary>
    Element,

    /// <summary>At this path it has an object.</summary>
    Object,
}

/// <summary>
/// Something that a thing can be found by. Its key begins with the path (hashed), so that all that have anything there
/// lie together, and goes on with the value in an order that text keeps, so that a range of numbers or days is a range
/// of keys:
/// <code>
/// {path}:n{number}.{text}     text that reads as a number, such as 36 and 3.6e1: compared as IEEE doubles
/// {path}:d{day}.{text}        text that begins with a day, 2022-01-31
/// {path}:s.{text}             any other text
/// {path}:e.{text}             an element of an array
/// {path}:o                    an object
/// </code>
/// where the text itself is hashed.
/// </summary>
/// <param name="Path">Where, such as <c>metadata[address][city]</c>.</param>
/// <param name="Text">The value as text, as PostgreSQL's <c>#&gt;&gt;</c> gives it.</param>
/// <param name="Kind">What it says.</param>
public readonly record struct Term(string Path, string Text, TermKind Kind = TermKind.Value)
{
    // Things of one kind have the same few paths, and many of them the same few values.
    private const int MostKeys = 1_000;
    private static readonly ConcurrentDictionary<string, string> PathKeys = new();
    private static readonly ConcurrentDictionary<Term, string> Keys = new();

    /// <summary>The term without the id of who has it.</summary>
    internal string Key => Known(Keys, this, term => PathKey(term.Path) + term.Code);

    /// <summary>What follows the path in the key.</summary>
    internal string Code => Kind switch
    {
        TermKind.Object => "o",
        TermKind.Element => "e." + Hash(Text, 24),
        _ => $"{Order(Text)}.{Hash(Text, 24)}",
    };

    /// <summary>What the keys of all terms at a path begin with.</summary>
    internal static string PathKey(string path) => Known(PathKeys, path, text => Hash(text, 16) + ":");

    /// <summary>The code of a number: text in the order of numbers.</summary>
    internal static string Order(double number)
    {
        // Zero has one key; negative numbers order by their complement.
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        var ordered = bits < 0 ? ~(ulong)bits : (ulong)bits | 1UL << 63;
        return "n" + ordered.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The code of a day: text in the order of days.</summary>
    internal static string Order(DateOnly day) => "d" + day.DayNumber.ToString("D7", CultureInfo.InvariantCulture);

    private static string Order(string text) => ScalarText.Number(text) is { } number ? Order(number)
        : ScalarText.Day(text) is { } day ? Order(day)
        : "s";

    private static string Known<T>(ConcurrentDictionary<T, string> keys, T of, Func<T, string> make)
        where T : notnull
    {
        if (keys.TryGetValue(of, out var key))
            return key;
        if (keys.Count >= MostKeys)
            keys.Clear();
        return keys[of] = make(of);
    }

    private static string Hash(string text, int digits) => RowKey.Hash(text)[..digits];
}
