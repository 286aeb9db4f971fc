using System.Security.Cryptography;
using System.Text;
using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// The key that signs callback addresses: the setting <c>SIGNING_KEY</c>, or else one that the first process made up
/// and left in the table <c>secrets</c> for all others.
/// </summary>
public sealed class SigningKey(TelephonyOptions options, Tables tables)
{
    private const string Kind = "signing";
    private const string OnlyRow = "key";
    private const string Value = "Value";

    private byte[]? _key;

    /// <summary>The key.</summary>
    public async ValueTask<byte[]> GetAsync(CancellationToken cancellation) =>
        _key ??= options.SigningKey is { } text
            ? Encoding.UTF8.GetBytes(text)
            : await ReadOrMakeAsync(cancellation);

    private async Task<byte[]> ReadOrMakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await tables.Secrets.GetEntityIfExistsAsync<TableEntity>(Kind, OnlyRow, cancellationToken: cancellation);
            if (stored.HasValue)
                return stored.Value!.GetBinary(Value)!;
            try
            {
                var made = new TableEntity(Kind, OnlyRow) { [Value] = RandomNumberGenerator.GetBytes(32) };
                await tables.Secrets.AddEntityAsync(made, cancellation);
            }
            catch (RequestFailedException exists) when (exists.Status == 409)
            {
                // Another process was first: its key is the one.
            }
        }
    }
}
