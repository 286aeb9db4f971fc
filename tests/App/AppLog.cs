using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Switchboard.Tests.App;

/// <summary>
/// Keeps what an application logs at Warning and above, for assertions and for the messages of failing tests.
/// </summary>
internal sealed class AppLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>The last entries, to end a message with.</summary>
    public string Tail() => _entries.IsEmpty
        ? ""
        : $"{Environment.NewLine}Logged last:{Environment.NewLine}"
            + string.Join(Environment.NewLine, _entries.TakeLast(10));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(AppLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log._entries.Enqueue($"{logLevel} {name}: {formatter(state, exception)} {exception}");
        }
    }
}
