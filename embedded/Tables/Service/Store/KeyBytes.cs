using System.Text;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// Keys as bytes whose order is the ordinal order of their UTF-16 units, as Azure sorts them: UTF-8 of each unit for
/// itself (CESU-8). For all but surrogates that is plain UTF-8.
/// </summary>
internal static class KeyBytes
{
    /// <summary>Greater than every key: no key contains the byte 0xFF.</summary>
    public static readonly byte[] End = [0xFF];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static byte[] Of(string key)
    {
        if (!key.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return Encoding.UTF8.GetBytes(key);

        var bytes = new byte[key.Length * 3];
        var length = 0;
        foreach (var unit in key)
        {
            if (unit < 0x80)
            {
                bytes[length++] = (byte)unit;
                continue;
            }

            if (unit < 0x800)
            {
                bytes[length++] = (byte)(0xC0 | (unit >> 6));
            }
            else
            {
                bytes[length++] = (byte)(0xE0 | (unit >> 12));
                bytes[length++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
            }

            bytes[length++] = (byte)(0x80 | (unit & 0x3F));
        }

        return bytes[..length];
    }

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        // Surrogates are ED A0..BF xx; without one this is UTF-8.
        if (!bytes.Contains((byte)0xED))
            return Strict.GetString(bytes);

        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            int lead = bytes[i++];
            text.Append((char)(lead switch
            {
                < 0x80 => lead,
                < 0xE0 => ((lead & 0x1F) << 6) | (bytes[i++] & 0x3F),
                _ => ((lead & 0x0F) << 12) | ((bytes[i++] & 0x3F) << 6) | (bytes[i++] & 0x3F),
            }));
        }

        return text.ToString();
    }

    /// <summary>The least key greater than <paramref name="key"/>.</summary>
    public static byte[] After(ReadOnlySpan<byte> key) => [.. key, 0];
}
