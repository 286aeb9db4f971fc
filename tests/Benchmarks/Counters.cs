using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Switchboard.Embedded;

namespace Switchboard.Benchmarks;

/// <summary>What the embedded cloud was asked for in this process.</summary>
internal sealed class Counters : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, long> _sums = new();
    private readonly MeterListener _listener = new();

    public Counters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EmbeddedMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
            _sums.AddOrUpdate(instrument, measurement, (_, sum) => sum + measurement));
        _listener.Start();
    }

    public long Of(Instrument instrument) => _sums.GetValueOrDefault(instrument);

    public void Dispose() => _listener.Dispose();
}
