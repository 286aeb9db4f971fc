using System.Globalization;

namespace Switchboard.Embedded.Tables;

/// <summary>Interpolated filters: every value is written as an OData literal.</summary>
internal static class FilterFormat
{
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll(filter.GetArguments(), value => (object)ODataLiteral.Of(value));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }
}
