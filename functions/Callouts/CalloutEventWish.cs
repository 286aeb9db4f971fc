using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>What a request wants to happen to a callout.</summary>
/// <param name="Event">The event, as it was sent.</param>
/// <param name="CancelsCalls">Whether calls that nobody has answered yet are cancelled, if the callout does not run then.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record CalloutEventWish(string? Event, bool CancelsCalls, ValidationErrors Errors)
{
    private const string CancelCalls = "cancel_calls";

    /// <summary>Reads <c>event</c> and <c>cancel_calls</c>, which must be true or false where it is said.</summary>
    public static CalloutEventWish Read(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        var cancelsCalls = parameters.Flag(CancelCalls);
        var isSaid = parameters[CancelCalls] is not null && parameters.Text(CancelCalls) is not "";
        errors.AddIf(isSaid && cancelsCalls is null, CancelCalls, ValidationErrors.NotIncluded);
        return new CalloutEventWish(parameters.Text("event"), cancelsCalls is true, errors);
    }
}
