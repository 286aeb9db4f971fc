namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Something to choose by a key; nobody here speaks its phrases.</summary>
internal sealed record Choice(string Label, char? Tone);
