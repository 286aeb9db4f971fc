using System.Net.Http.Json;

namespace Switchboard.Demo;

/// <summary>A call that the phone network was asked to make.</summary>
internal sealed record DialledCall(string To, string? RepeatabilityRequestId);

/// <summary>The control API of the simulated phone network.</summary>
internal sealed class PhoneNetworkClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public void Dispose() => _http.Dispose();

    public async Task<IReadOnlyList<DialledCall>> GetCallsAsync(CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<List<DialledCall>>("/simulator/calls", cancellation) ?? [];
}
