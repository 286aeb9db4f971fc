using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>What is done in a call that was answered, apart from playing and recognizing.</summary>
internal sealed class CallActions(TelephoneNetwork network)
{
    private const int LongestInvitation = 180;

    private readonly OnceOnly<object> _done = new();

    public Task TransferAsync(HttpContext context, string id, RequestBody body)
    {
        var target = Identifiers.Read(body.RequiredObject("targetParticipant"));
        var operation = ReadOperation(body);
        return OnceAsync(context, 202, () =>
        {
            In(id, call =>
            {
                if (call.Transfer.IsUnderWay || call.Conference.HasGuests)
                    throw ServiceError.Conflict("Only a call of two that is not being transferred can be transferred.");
                call.Transfer.Begin(target, network.Meet(target), operation);
            });
            return new { operationContext = operation.Context };
        });
    }

    public Task AddAsync(HttpContext context, string id, RequestBody body)
    {
        var who = Identifiers.Read(body.RequiredObject("participantToAdd"));
        if (!Identifiers.IsUser(who) && body.Object("sourceCallerIdNumber")?.RequiredText("value") is null)
            throw ServiceError.InvalidArgument("sourceCallerIdNumber is required to call a telephone.");
        var timeout = TimeSpan.FromSeconds(
            body.Number("invitationTimeoutInSeconds", 0, LongestInvitation) ?? LongestInvitation);
        var operation = ReadOperation(body);
        return OnceAsync(context, 202, () =>
        {
            var invitation = "";
            In(id, call =>
            {
                if (call.Record.Parties.Any(party => party.Who == who))
                    throw ServiceError.InvalidArgument("participantToAdd is in the call already.");
                invitation = call.Conference.Invite(who, network.Meet(who), timeout, operation);
            });
            return new
            {
                participant = CallJson.Participant(new CallParty(who)),
                operationContext = operation.Context,
                invitationId = invitation,
            };
        });
    }

    public Task CancelAddAsync(HttpContext context, string id, RequestBody body)
    {
        var invitation = body.RequiredText("invitationId");
        var operation = ReadOperation(body);
        return OnceAsync(context, 202, () =>
        {
            In(id, call => call.Conference.Cancel(invitation, operation));
            return new { invitationId = invitation, operationContext = operation.Context };
        });
    }

    public Task RemoveAsync(HttpContext context, string id, RequestBody body)
    {
        var who = Identifiers.Read(body.RequiredObject("participantToRemove"));
        var operation = ReadOperation(body);
        return OnceAsync(context, 202, () =>
        {
            In(id, call => call.Remove(who, operation));
            return new { operationContext = operation.Context };
        });
    }

    public Task MuteAsync(HttpContext context, string id, RequestBody body)
    {
        var targets = body.Objects("targetParticipants");
        if (targets.Count != 1)
            throw ServiceError.InvalidArgument("targetParticipants must hold one participant.");
        var who = Identifiers.Read(targets[0]);
        if (!Identifiers.IsUser(who))
            throw ServiceError.InvalidArgument("targetParticipants: only users of the resource can be muted.");
        return OnceAsync(context, 200, () =>
        {
            In(id, call => Change(call, who, party => party with { IsMuted = true }));
            return new { operationContext = body.Text("operationContext") };
        });
    }

    public void Hold(HttpContext context, string id, RequestBody body, bool hold)
    {
        var who = Identifiers.Read(body.RequiredObject("targetParticipant"));
        In(id, call => Change(call, who, party => party with { IsOnHold = hold }));
        context.Response.StatusCode = 200;
    }

    public void WatchKeys(HttpContext context, string id, RequestBody body, bool start)
    {
        var who = Identifiers.Read(body.RequiredObject("targetParticipant"));
        var operation = ReadOperation(body);
        In(id, call =>
        {
            if (who != call.Record.Remote)
                throw ServiceError.InvalidArgument("targetParticipant is not the one at the other end.");
            if (start)
                call.Keys.Start(operation);
            else
                call.Keys.Stop(operation);
        });
        context.Response.StatusCode = 200;
    }

    public Task SendTonesAsync(HttpContext context, string id, RequestBody body)
    {
        var who = Identifiers.Read(body.RequiredObject("targetParticipant"));
        var tones = string.Concat(body.Texts("tones").Select(name =>
            Tones.KeyOf(name) ?? throw ServiceError.InvalidArgument($"'{name}' is not the name of a key.")));
        if (tones.Length == 0)
            throw ServiceError.InvalidArgument("tones is required.");
        var operation = ReadOperation(body);
        return OnceAsync(context, 202, () =>
        {
            In(id, call =>
            {
                if (call.Record.Parties.All(party => party.Who != who))
                    throw ServiceError.ParticipantNotFound();
                call.SendTones(tones, operation);
            });
            return new { operationContext = operation.Context };
        });
    }

    private static Operation ReadOperation(RequestBody body) =>
        new(body.Text("operationContext"), MediaRequests.ReadCallback(body, "operationCallbackUri"));

    private static void Change(PhoneCall call, string who, Func<CallParty, CallParty> change)
    {
        if (!call.Change(who, change))
            throw ServiceError.ParticipantNotFound();
    }

    private async Task OnceAsync(HttpContext context, int status, Func<object> action)
    {
        object answer;
        if (CallEndpoints.RepeatabilityId(context.Request) is { } id)
        {
            answer = await _done.DoAsync(id, () => Task.FromResult(action())).ConfigureAwait(false);
            context.Response.Headers["Repeatability-Result"] = "accepted";
        }
        else
        {
            answer = action();
        }

        await ServiceJson.WriteAsync(context, status, answer).ConfigureAwait(false);
    }

    private void In(string id, Action<PhoneCall> action)
    {
        var found = network.With(id, call =>
        {
            if (call.Record.State != CallState.Connected)
                throw ServiceError.CallNotEstablished();
            action(call);
        });
        if (!found)
            throw ServiceError.CallNotFound();
    }
}
