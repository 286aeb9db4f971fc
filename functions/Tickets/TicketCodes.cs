using System.Security.Cryptography;

namespace Switchboard.Tickets;

/// <summary>Makes up codes for tickets.</summary>
public interface ITicketCodes
{
    /// <summary>A code; whether a ticket has it already is not its business.</summary>
    /// <param name="digits">How many hexadecimal digits it shall have.</param>
    string Next(int digits);
}

/// <summary>Codes by chance, so that nobody can guess those of others.</summary>
internal sealed class RandomTicketCodes : ITicketCodes
{
    public string Next(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
