using System.Globalization;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>What an operator reads when the application has started. The last line says that it is ready.</summary>
internal sealed class StartMessage(EmbeddedSettings settings, EmbeddedPorts ports, int functions, string application)
{
    public void Print(TextWriter output)
    {
        var data = settings.InMemory ? "in memory; nothing is kept" : Path.GetFullPath(settings.Data);
        var clock = settings.ClockSpeed == 1
            ? "real time"
            : string.Create(CultureInfo.InvariantCulture, $"{settings.ClockSpeed} times real time");
        output.WriteLine(
            $"""
            {application} on the embedded cloud
              Functions      http://127.0.0.1:{ports.Functions}/  ({functions} functions)
              Communication  http://127.0.0.1:{ports.Communication}/  (the phone network: /simulator/calls)
              Tables         http://127.0.0.1:{ports.Tables}/
              Data           {data}
              Clock          {clock}
            Ready.
            """);
        output.Flush();
    }
}
