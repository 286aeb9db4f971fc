using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Answers requests for lists of what lies in the ledgers of callouts.</summary>
public sealed class LedgerAnswers(LedgerLists lists, Participations participations)
{
    /// <summary>A page of participations.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="also">What must hold besides what the request asks for.</param>
    public Task<IResult> ParticipationsAsync(
        ApiRequest request, CancellationToken cancellation, params IEnumerable<Condition> also) =>
        ListAnswer.FromAsync(
            request,
            ResourceLists.Participations.Read(request, also),
            query => lists.ParticipationsAsync(query, cancellation),
            ParticipationJson.From);

    /// <summary>A page of phone calls.</summary>
    /// <inheritdoc cref="ParticipationsAsync"/>
    public Task<IResult> PhoneCallsAsync(
        ApiRequest request, CancellationToken cancellation, params IEnumerable<Condition> also)
    {
        IReadOnlyDictionary<long, Participation> whose = new Dictionary<long, Participation>();
        return ListAnswer.FromAsync(
            request,
            ResourceLists.PhoneCalls.Read(request, also),
            async query =>
            {
                var page = await lists.PhoneCallsAsync(query, cancellation);
                whose = await participations.OfAsync(page.Items, cancellation);
                return page;
            },
            call => PhoneCallJson.Of(call, whose.GetValueOrDefault(call.Subject)));
    }

    /// <summary>A page of what the carrier said about phone calls.</summary>
    /// <inheritdoc cref="ParticipationsAsync"/>
    public Task<IResult> RemoteEventsAsync(
        ApiRequest request, CancellationToken cancellation, params IEnumerable<Condition> also) =>
        ListAnswer.FromAsync(
            request,
            ResourceLists.RemoteEvents.Read(request, also),
            query => lists.NewsAsync(query, cancellation),
            RemoteEventJson.From);
}
