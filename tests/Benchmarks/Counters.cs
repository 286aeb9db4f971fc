using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Switchboard.Embedded;

namespace Switchboard.Benchmarks;

/// <summary>What this process asked for: the embedded cloud, and other servers over HTTP.</summary>
internal sealed class Counters : IDisposable
{
    // .NET measures each request that a client of this process has made, repetitions included.
    private const string HttpMeter = "System.Net.Http";
    private const string HttpRequests = "http.client.request.duration";

    private readonly ConcurrentDictionary<Instrument, long> _sums = new();
    private readonly ConcurrentDictionary<int, long> _requests = new();
    private readonly MeterListener _listener = new();

    public Counters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EmbeddedMeter.Name
                || (instrument.Meter.Name == HttpMeter && instrument.Name == HttpRequests))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
            _sums.AddOrUpdate(instrument, measurement, (_, sum) => sum + measurement));
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
            _requests.AddOrUpdate(PortOf(tags), 1, (_, sum) => sum + 1));
        _listener.Start();
    }

    public long Of(Instrument instrument) => _sums.GetValueOrDefault(instrument);

    /// <summary>How many requests went to a server over HTTP.</summary>
    public long RequestsTo(Uri server) => _requests.GetValueOrDefault(server.Port);

    public void Dispose() => _listener.Dispose();

    private static int PortOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "server.port" && value is int port)
                return port;
        }

        return 0;
    }
}
