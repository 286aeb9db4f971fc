using System.Security.Cryptography;
using Switchboard.Embedded.Tables;
using Switchboard.Storage;

namespace Switchboard.Tests.Storage;

public sealed class KeyNodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_730)]
    [InlineData(2_731)]
    [InlineData(9_000)]
    public void A_row_says_what_it_said_before_it_was_written(int keys)
    {
        var entries = Enumerable.Range(1, keys).Select(id => new KeyEntry(KeyHash.Of($"{id}"), id)).Order().ToList();

        var row = (TableEntity)KeyNode.None.With(entries).AfterFlush().With(entries).ToAction("p", "u:").Entity;
        var read = KeyNode.Of(row);

        Assert.Equal((keys, 1), (read.Count, read.Flushes));
        Assert.All(entries, entry => Assert.Equal(entry, read.Find(entry.Key)));
        Assert.Null(read.Find(KeyHash.Of("0")));
        Assert.All(
            Enumerable.Range(0, 10).Select(i => row.GetBinary($"Keys{i}")).OfType<byte[]>(),
            bytes => Assert.InRange(bytes.Length, 24, 65_536));
    }

    [Fact]
    public void What_is_newer_counts_and_nobody_is_forgotten_as_long_as_something_is_below()
    {
        var (first, second) = (KeyHash.Of("first"), KeyHash.Of("second"));
        var leaf = KeyNode.None.With([.. new KeyEntry[] { new(first, 1), new(second, 2) }.Order()]);

        var left = leaf.With([new(first, 0)]);
        var passedOn = leaf.AfterFlush().With([new(first, 0)]);

        Assert.Null(left.Find(first));
        Assert.Equal(2, left.Find(second)?.Id);
        Assert.True(passedOn.Find(first)?.IsGone);
        Assert.Equal(7, passedOn.With([new(first, 7)]).Find(first)?.Id);
    }

    [Fact]
    public void A_hash_has_the_digits_of_the_row_keys_of_others()
    {
        var hash = KeyHash.Of("msisdn=+85597123456");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("msisdn=+85597123456"u8))[..32], hash.ToString());
        Assert.Equal(RowKey.Hash("msisdn=+85597123456"), hash.ToString());
        Assert.Equal(hash.ToString(), string.Concat(Enumerable.Range(0, 32).Select(i => $"{hash.Digit(i):x}")));
    }
}
