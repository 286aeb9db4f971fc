using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// The data of one application: open from the moment its builder exists, because the application's settings say how to
/// reach it.
/// </summary>
internal sealed class EmbeddedStorage : IDisposable
{
    private readonly LateLogger _logger = new();
    private readonly TableStore _store;

    private EmbeddedStorage(TableStore store)
    {
        _store = store;
        Tables = new TableService(store, logger: _logger);
    }

    /// <summary>Where all parts of the embedded cloud keep what must last.</summary>
    public IRowStore Rows => _store;

    /// <summary>When anything was last written, by the clock of that time.</summary>
    public DateTimeOffset LastWrite => _store.LastWrite;

    /// <summary>The application's tables.</summary>
    public TableService Tables { get; }

    /// <exception cref="FunctionsStartException">The folder cannot be used.</exception>
    public static EmbeddedStorage Open(EmbeddedSettings settings, TimeProvider clock)
    {
        if (settings.InMemory)
            return new EmbeddedStorage(TableStore.OpenMemory(clock));
        try
        {
            return new EmbeddedStorage(TableStore.Open(Path.GetFullPath(settings.Data), clock));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new FunctionsStartException(
                $"The data folder (EMBEDDED_DATA) cannot be opened: {unusable.Message}", unusable);
        }
    }

    public void LogTo(ILoggerFactory loggers) => _logger.Target = loggers.CreateLogger<TableService>();

    // The container disposes of the cloud once as itself and once as a hosted service: both steps may be repeated.
    public void Dispose()
    {
        Tables.Dispose();
        _store.Dispose();
    }

    /// <summary>Loggers exist only once the application is built.</summary>
    private sealed class LateLogger : ILogger
    {
        public ILogger? Target { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => Target?.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => Target?.IsEnabled(logLevel) ?? false;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Target?.Log(logLevel, eventId, state, exception, formatter);
    }
}
