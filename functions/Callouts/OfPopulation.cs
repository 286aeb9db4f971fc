namespace Switchboard.Callouts;

/// <summary>About a call to somebody whom this population has brought in.</summary>
/// <param name="Id">The population.</param>
internal sealed record OfPopulation(long Id) : Resolved;
