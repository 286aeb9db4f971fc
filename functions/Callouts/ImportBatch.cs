namespace Switchboard.Callouts;

/// <summary>Lines of an import that are dealt with together.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="New">What is inserted without a look whether it is there already; null where each is looked for.</param>
internal sealed record ImportBatch(IReadOnlyList<ContactLine> Lines, NewContacts? New);
