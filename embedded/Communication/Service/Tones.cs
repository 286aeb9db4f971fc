namespace Switchboard.Embedded.Communication.Service;

/// <summary>The keys of a telephone and their names on the wire.</summary>
internal static class Tones
{
    private const string Keys = "0123456789ABCD#*";

    private static readonly string[] Names =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "a", "b", "c", "d", "pound", "asterisk",
    ];

    public static bool IsKey(char key) => Keys.Contains(key);

    public static string NameOf(char key) => Names[Keys.IndexOf(key)];

    public static char? KeyOf(string name) =>
        Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
            ? Keys[index]
            : null;
}
