namespace Switchboard.Callouts;

/// <summary>A contact that is there now.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Change">What became of it.</param>
public sealed record Upserted(Contact Contact, Upsert Change);
