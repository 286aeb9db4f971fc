using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Http;

/// <summary>
/// Ids in routes: whole numbers from 1. Routes take them as text, because the host answers what it cannot convert with
/// a 500.
/// </summary>
public static class ApiIds
{
    /// <summary>Reads an id: ASCII digits alone, leading zeros allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long id) =>
        PositiveNumber.TryParse(text, out id);

    /// <summary>Reads an id; what is none names nothing that exists.</summary>
    /// <exception cref="RequestRejectedException">404: it is no id.</exception>
    public static long Require(string? text) => TryParse(text, out var id)
        ? id
        : throw new RequestRejectedException(StatusCodes.Status404NotFound, "There is no such id.");
}
