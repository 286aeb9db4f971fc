using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>One line an entry on the console, at the levels of <c>host.json</c>, or into a test's hands.</summary>
internal static class FunctionsLogging
{
    public static void AddFunctionsLogging(
        this ILoggingBuilder logging, HostJson host, IConfiguration configuration, EmbeddedOverride? test)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        foreach (var (category, level) in host.LogLevels)
        {
            if (Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed))
                Set(logging, category, parsed);
        }

        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (test is null)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.ColorBehavior = LoggerColorBehavior.Default;
            });
        }
        else if (test.Logger is not null)
        {
            logging.AddProvider(test.Logger);
        }
    }

    private static void Set(ILoggingBuilder logging, string category, LogLevel level)
    {
        if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
            logging.SetMinimumLevel(level);
        else
            logging.AddFilter(category, level);
    }
}
