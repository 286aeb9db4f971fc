using System.Globalization;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>
/// Calls to those who wait. Each is written down first, then made, and ends as a note: whoever dies in between is followed
/// by somebody who goes on from there, and neither rings nor notes anything twice.
/// </summary>
public sealed class CallbackCalls(
    Callbacks callbacks,
    AgentLegs legs,
    CallLog calls,
    CallSweep sweep,
    CallerNumbers callers,
    Dialling dialling,
    IdSequence ids,
    TimeProvider clock)
{
    // Theirs and the agent's.
    private const int CallsAtATime = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Writes down that somebody is to be called; refused while they are being called.</summary>
    public async Task<Outcome<OpenCall>> BeginAsync(long callbackId, CallWish wish, CancellationToken cancellation)
    {
        if (await callbacks.FindAsync(callbackId, cancellation) is not { Callback: var callback })
            return Outcome<OpenCall>.NotFound;
        var errors = wish.Errors;
        var msisdn = PhoneNumber.Normalize(callback.Phone.ToString(CultureInfo.InvariantCulture));
        errors.AddIf(msisdn is null, "phone", "The callback's phone number cannot be called");
        errors.AddIf(!callers.CanCarry(CallsAtATime), "agent", "Connecting them takes two calls at a time, and only one is allowed");
        if (errors.Any)
            return errors;

        var call = new OpenCall
        {
            PartitionKey = Callbacks.Partition,
            RowKey = OpenCall.KeyOf(callbackId),
            CallbackId = callbackId,
            CallId = await ids.NextAsync("callback_calls", cancellation),
            Msisdn = msisdn!,
            Agent = wish.Agent,
            RequestId = Guid.CreateVersion7(clock.GetUtcNow()),
        };
        return await callbacks.TryOpenAsync(call) ? call : ValidationErrors.Of("agent", "They are being called already");
    }

    /// <summary>Takes a call one step further.</summary>
    /// <returns>How long to wait for the next step; null when there is none.</returns>
    public async Task<TimeSpan?> AdvanceAsync(long callbackId, CancellationToken cancellation)
    {
        if (await callbacks.FindOpenAsync(callbackId, cancellation) is not { } open)
            return null;
        var ledger = LedgerOf(callbackId);
        var reference = new CallReference(ledger, open.CallId);
        if (await calls.FindAsync(reference, cancellation) is not { } call)
        {
            await PlaceAsync(open, ledger, cancellation);
            return Rest;
        }

        if (call.IsOver)
        {
            await callbacks.CloseAsync(open, Describe(call, await legs.FindAsync(reference, cancellation)), cancellation);
            return null;
        }

        await sweep.SweepAsync(ledger, mayDial: _ => ValueTask.FromResult(true), cancellation);
        return Rest;
    }

    private static string LedgerOf(long callbackId) =>
        string.Create(CultureInfo.InvariantCulture, $"{AgentLegs.Owner}-{callbackId}");

    /// <summary>Dials, once our numbers have room for both who shall talk.</summary>
    private async Task PlaceAsync(OpenCall open, string ledger, CancellationToken cancellation)
    {
        var lease = await callers.LeaseAllAsync(ledger, CallsAtATime, cancellation: cancellation);
        if (lease.Numbers is not [var from, var agentFrom, ..])
            return;
        var call = new PhoneCall
        {
            PartitionKey = ledger,
            Id = open.CallId,
            Subject = open.CallbackId,
            Attempt = 1,
            Msisdn = open.Msisdn,
            From = from,
            RepeatabilityRequestId = open.RequestId,
        };
        var leg = new AgentLeg
        {
            PartitionKey = ledger,
            RowKey = AgentLeg.KeyOf(open.CallId),
            Agent = open.Agent,
            From = agentFrom,
        };
        var change = new Change().Insert(leg).Count(Ledgers.TallyKey, Ledgers.CallerCounterOf(agentFrom), +1);
        try
        {
            await calls.PlaceAsync(change, ledger, call);
        }
        catch (ChangeRejectedException rejected) when (rejected.Status == 409)
        {
            // Placed by somebody who was slow to say so; the sweep looks after it.
            return;
        }

        await dialling.DialAsync(call, cancellation);
    }

    private static string Describe(PhoneCall call, AgentLeg? leg)
    {
        var what = call.Status switch
        {
            CallStatus.Completed => leg switch
            {
                { JoinedAt: { } joined } => $"connected with {leg.Agent} for {Seconds((call.EndedAt ?? joined) - joined)} s",
                { Refusal: { } refusal } => $"answered, but {leg.Agent} did not take the call ({refusal})",
                _ => "answered and hung up before anybody was connected",
            },
            CallStatus.Busy => "busy or declined",
            CallStatus.NotAnswered => "nobody answered",
            CallStatus.Canceled => "cancelled",
            _ => $"could not be reached ({call.ErrorMessage})",
        };
        return $"Called {call.Msisdn}: {what}.";
    }

    private static string Seconds(TimeSpan time) =>
        Math.Max(0, Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
