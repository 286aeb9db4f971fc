using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Switchboard.Tests.Fuzz;

/// <summary>Sends bytes that no HTTP client would, and reads what comes back.</summary>
internal static class RawExchange
{
    // Generous: it only ends what would never end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The status that a request was answered with; 0 where the server closed the connection over a request that was
    /// cut short, which it may; null where it should have answered and did not.
    /// </summary>
    public static async Task<int?> SendAsync(Uri server, FuzzRequest request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient { NoDelay = true };
        var answer = new MemoryStream();
        try
        {
            await client.ConnectAsync(server.Host, server.Port, limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(request.Bytes, limit.Token);
            if (request.IsCutShort)
                client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // The server refused while the request was being sent; what it said before counts.
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(answer.ToArray());
        if (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && text.Length >= 12)
            return int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        return request.IsCutShort || request.MayBeReset ? 0 : null;
    }
}

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="IsCutShort">Whether it announces more than it has.</param>
/// <param name="MayBeReset">Whether the server may answer before it has read all, so that the answer can get lost.</param>
internal sealed record FuzzRequest(byte[] Bytes, bool IsCutShort, bool MayBeReset)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var one in Bytes.Take(3_000))
            text.Append(one is >= 0x20 and < 0x7F or (byte)'\n' ? ((char)one).ToString() : $"\\x{one:X2}");
        return text.ToString();
    }
}
