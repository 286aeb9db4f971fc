using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Switchboard.Telephony;

namespace Switchboard.Tests.Telephony;

public class CarrierTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)] // the SDK then fails with all that went wrong, one try after the other
    public async Task Of_a_call_nothing_is_known_while_nobody_answers_at_the_carriers(int retries)
    {
        var options = new TelephonyOptions
        {
            ConnectionString = $"endpoint=http://127.0.0.1:{ClosedPort()}/;accesskey={Convert.ToBase64String(new byte[32])}",
            Retries = retries,
        };
        var carrier = new Carrier(options, null!, NullLogger<Carrier>.Instance);
        var call = new PhoneCall { PartitionKey = "callouts-1", Id = 1, ConnectionId = "connection" };

        Assert.Equal(CarrierState.Unknown, await carrier.AskAsync(call, default));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
