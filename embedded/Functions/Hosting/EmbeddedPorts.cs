using System.Net;
using System.Net.Sockets;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// The three ports of one application on loopback: functions, communication, tables. They listen from the moment they
/// are chosen, so that nobody else can take them; the servers accept once everything runs.
/// </summary>
internal sealed class EmbeddedPorts : IDisposable
{
    // Below the ports that Linux gives to outgoing connections.
    private const int FirstFree = 20_000;
    private const int LastFree = 32_765;
    private const int Backlog = 512;

    private readonly Dictionary<int, Socket> _sockets = [];

    private EmbeddedPorts(int functions) => Functions = functions;

    public int Functions { get; }

    public int Communication => Functions + 1;

    public int Tables => Functions + 2;

    /// <summary>Takes <paramref name="port"/> and the two above it; 0: any three that are free.</summary>
    /// <exception cref="FunctionsStartException">One of them is in use.</exception>
    public static EmbeddedPorts Reserve(int port)
    {
        if (port != 0)
        {
            return TryReserve(port, out var busy, out var problem) ?? throw new FunctionsStartException(
                $"Port {busy} cannot be used ({problem!.SocketErrorCode}): the application needs {port} for its "
                + $"functions, {port + 1} for Communication Services and {port + 2} for tables. Set PORT to another "
                + "number, or to 0.");
        }

        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            if (TryReserve(Random.Shared.Next(FirstFree, LastFree), out _, out _) is { } ports)
                return ports;
        }

        throw new FunctionsStartException($"No three consecutive ports are free from {FirstFree} to {LastFree + 2}.");
    }

    /// <summary>Hands a listening socket to the server that asked to bind its address.</summary>
    public Socket Take(EndPoint endpoint)
    {
        lock (_sockets)
        {
            var port = ((IPEndPoint)endpoint).Port;
            return _sockets.Remove(port, out var socket)
                ? socket
                : throw new InvalidOperationException(
                    $"Port {port} is not one of this application's, or was taken before.");
        }
    }

    public void Dispose()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets.Values)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    private static EmbeddedPorts? TryReserve(int port, out int busy, out SocketException? problem)
    {
        var ports = new EmbeddedPorts(port);
        for (busy = port; busy <= port + 2; busy++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            ports._sockets[busy] = socket;
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, busy));
                socket.Listen(Backlog);
            }
            catch (SocketException inUse)
            {
                ports.Dispose();
                problem = inUse;
                return null;
            }
        }

        problem = null;
        return ports;
    }
}
