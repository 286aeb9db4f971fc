namespace Switchboard.Telephony;

/// <summary>Somebody who waits for calls.</summary>
/// <param name="Holder">Who.</param>
/// <param name="OnlyNumber">The one number that will do; null: any.</param>
/// <param name="Missing">How many calls were missing.</param>
/// <param name="Least">How many it needs at once: more than one where two people shall be connected.</param>
/// <param name="Since">Since when.</param>
/// <param name="SeenAt">When they last looked, to some seconds.</param>
internal sealed record CallerWish(
    string Holder, string? OnlyNumber, int Missing, int Least, DateTimeOffset Since, DateTimeOffset SeenAt);
