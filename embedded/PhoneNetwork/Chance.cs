using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// The random draws of one attempt to call one number. A draw is a function of the seed, the number, the attempt and
/// what is drawn, so that nothing depends on the order in which threads get there: the same seed, the same story.
/// </summary>
internal readonly record struct Chance(int Seed, string Number, int Attempt)
{
    /// <summary>A number from 0 up to, and without, 1.</summary>
    public double Draw(string purpose) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(Hash(purpose)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability, string purpose) => probability > 0 && Draw(purpose) < probability;

    /// <summary>One of several, each as likely as the others.</summary>
    public T Pick<T>(string purpose, ReadOnlySpan<T> from) => from[(int)(Draw(purpose) * from.Length)];

    /// <summary>A duration between two, in tenths of a second.</summary>
    public TimeSpan Between(string purpose, double fromSeconds, double toSeconds) =>
        Durations.Tenths(fromSeconds + Draw(purpose) * (toSeconds - fromSeconds));

    /// <summary>A duration of such a distribution, in tenths of a second.</summary>
    public TimeSpan Of(string purpose, Spread spread)
    {
        // Box and Muller's transform; the first draw must not be 0.
        var normal = Math.Sqrt(-2 * Math.Log(1 - Draw(purpose))) * Math.Cos(2 * Math.PI * Draw(purpose + " angle"));
        var seconds = spread.MedianSeconds * Math.Exp(spread.Sigma * normal);
        return Durations.Tenths(Math.Clamp(seconds, spread.FromSeconds, spread.ToSeconds));
    }

    /// <summary>An id that looks like any other (RFC 9562 version 8: made from a hash).</summary>
    public Guid Id(string purpose)
    {
        var bytes = Hash(purpose).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private byte[] Hash(string purpose) => SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}|{Number}|{Attempt}|{purpose}")));
}
