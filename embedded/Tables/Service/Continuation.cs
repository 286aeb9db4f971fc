using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Where a page begins, as two opaque texts without spaces: a version, the length, the key.</summary>
internal static class Continuation
{
    public static string Token(byte[] key)
    {
        var encoded = Base64Url.EncodeToString(key);
        return string.Create(CultureInfo.InvariantCulture, $"1!{encoded.Length}!{encoded}");
    }

    /// <exception cref="TableFailureException">It is nothing this service has given out.</exception>
    public static (byte[] Partition, byte[] Row)? Start(TableRequest request) =>
        request.Parameter("NextPartitionKey") is not { Length: > 0 } partition
            ? null
            : (Key(partition), request.Parameter("NextRowKey") is { Length: > 0 } row ? Key(row) : []);

    private static byte[] Key(string token)
    {
        var parts = token.Split('!', 3);
        if (parts is not ["1", var length, var encoded]
            || length != encoded.Length.ToString(CultureInfo.InvariantCulture)
            || !Base64Url.IsValid(encoded))
        {
            throw TableFailure.InvalidInput.AsException();
        }

        return Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(encoded));
    }
}
