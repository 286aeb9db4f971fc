using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>The services around the functions.</summary>
internal sealed class EmbeddedCloud
{
    public DurableTaskClient DurableClient => throw new NotImplementedException();
}
