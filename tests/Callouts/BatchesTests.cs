using Switchboard.Callouts;

namespace Switchboard.Tests.Callouts;

public class BatchesTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "0 1")]
    [InlineData(3, "0 1 2")]
    [InlineData(7, "0 1 2|3 4 5|6")]
    public async Task Items_come_in_batches_and_what_was_read_before_a_failure_comes_before_it(int items, string batches)
    {
        Assert.Equal(batches, string.Join('|', await ReadAsync(Numbers(items))));

        var before = new List<string>();
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Numbers(items, "It breaks off."), before));

        Assert.Equal("It breaks off.", failure.Message);
        Assert.Equal(batches, string.Join('|', before));
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<int> numbers, List<string>? read = null)
    {
        read ??= [];
        await foreach (var batch in numbers.InBatchesAsync(3))
            read.Add(string.Join(' ', batch));
        return read;
    }

    private static async IAsyncEnumerable<int> Numbers(int count, string? failure = null)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }

        if (failure is not null)
            throw new InvalidDataException(failure);
    }
}
