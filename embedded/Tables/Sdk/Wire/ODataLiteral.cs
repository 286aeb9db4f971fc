using System.Globalization;
using System.Numerics;

namespace Switchboard.Embedded.Tables;

/// <summary>Values as an OData filter writes them.</summary>
internal static class ODataLiteral
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char character => Quoted(character.ToString()),
        bool truth => truth ? "true" : "false",
        int or short or byte or sbyte or ushort => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        uint number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        double number => Double(number),
        float number => Double(number),
        Guid guid => $"guid'{guid:D}'",
        DateTime or DateTimeOffset => $"datetime'{DateText(value)}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexStringLower(data.ToMemory().Span)}'",
        Enum name => Quoted(name.ToString()),
        _ => throw new NotSupportedException($"A filter cannot compare with a {value.GetType()}."),
    };

    /// <summary>A moment in UTC as the wire has it.</summary>
    /// <exception cref="NotSupportedException">A DateTime does not say that it is UTC.</exception>
    public static string DateText(object moment) => moment switch
    {
        DateTimeOffset date => date.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } date => date.ToString("O", CultureInfo.InvariantCulture),
        DateTime date => throw new NotSupportedException(
            $"DateTime {date} has a Kind of {date.Kind}. Azure SDK requires it to be UTC. "
            + "You can call DateTime.SpecifyKind to change Kind property value to DateTimeKind.Utc."),
        _ => throw new ArgumentException($"Not a moment: {moment.GetType()}.", nameof(moment)),
    };

    private static string Quoted(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Without a point or an exponent it would be an integer.
    private static string Double<T>(T number)
        where T : IFloatingPointIeee754<T>
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().TrimStart('-').ContainsAnyExceptInRange('0', '9') ? text : text + ".0";
    }
}
