using System.Security.Cryptography;

namespace Switchboard.Tickets;

/// <summary>Makes up codes for tickets.</summary>
public interface ITicketCodes
{
    /// <summary>A code; whether a ticket has it already is not its business.</summary>
    /// <param name="digits">How many hexadecimal digits it shall have.</param>
    string Next(int digits);
}

/// <summary>How long codes are.</summary>
internal static class TicketCodes
{
    private const int Fewest = 5;
    private const int TriesPerLength = 8;

    // At most so many of a hundred that are made up are taken.
    private const int MostTaken = 2;

    /// <summary>
    /// As few digits as there are in the ticketing system that the API comes from, until too many of those codes are taken:
    /// making up another is cheap, but everything that is written together has to be written again.
    /// </summary>
    /// <param name="number">How many tickets there are.</param>
    /// <param name="tries">How many codes were made up for this one in vain.</param>
    public static int DigitsOf(long number, int tries)
    {
        var digits = Fewest;
        while (number * 100 > (1L << 4 * digits) * MostTaken)
            digits++;
        return digits + tries / TriesPerLength;
    }
}

/// <summary>Codes by chance, so that nobody can guess those of others.</summary>
internal sealed class RandomTicketCodes : ITicketCodes
{
    public string Next(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
