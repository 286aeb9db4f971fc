using System.Reflection;
using Microsoft.Extensions.Configuration;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>Where an application finds its functions, its host.json and its settings: the machine, or a test.</summary>
internal sealed class EmbeddedSurroundings(EmbeddedOverride? test)
{
    public EmbeddedOverride? Test => test;

    public Assembly Application { get; } = test?.Application
        ?? Assembly.GetEntryAssembly()
        ?? throw new FunctionsStartException("There is no entry assembly to look for functions in.");

    public string Folder => test is null ? AppContext.BaseDirectory : Path.GetDirectoryName(Application.Location)!;

    public IEnumerable<Type> FunctionTypes => test?.FunctionTypes ?? Application.GetTypes();

    public HostJson ReadHostJson()
    {
        var file = Path.Combine(Folder, "host.json");
        return HostJson.Parse(test?.HostJson ?? (File.Exists(file) ? File.ReadAllText(file) : "{}"));
    }

    /// <summary>Adds the settings, later ones winning.</summary>
    public void AddSettings(ConfigurationManager configuration, string[] args)
    {
        if (test is null)
        {
            configuration.AddInMemoryCollection(LocalSettings.Read(Environment.CurrentDirectory, Folder));
            configuration.AddEnvironmentVariables();
        }

        configuration.AddCommandLine(args);
        if (test is null)
            return;

        // A mode of the whole test run, unlike everything else about a test's application.
        configuration[EmbeddedSettings.ReplaySetting] =
            Environment.GetEnvironmentVariable(EmbeddedSettings.ReplaySetting);
        configuration.AddInMemoryCollection(test.Settings);
    }

    /// <summary>
    /// Ends the process with this message; in a test, the exception goes to whoever started the application. Nobody
    /// reads a stack trace to learn that a port is in use.
    /// </summary>
    public void Refuse(FunctionsStartException reason)
    {
        if (test is not null)
            return;

        Console.Error.WriteLine(reason.Message);
        Environment.Exit(1);
    }
}
