namespace Switchboard.Callouts;

/// <summary>A line of an import: a contact that shall be there, or what is wrong with it.</summary>
/// <param name="Number">The line, from 1; of a CSV the header is line 1.</param>
/// <param name="Wish">What the line wants.</param>
public readonly record struct ContactLine(long Number, ContactChange Wish);
