namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Hands a call on to someone else; the application is out of it then. To be used under the network's gate.
/// </summary>
internal sealed class Transfer(PhoneCall call, TelephoneNetwork network)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Alarm _alarm = network.NewAlarm();

    public bool IsUnderWay { get; private set; }

    public void Begin(string target, Person person, Operation operation)
    {
        IsUnderWay = true;
        if (person.RingTime > Timeout)
            _alarm.Set(Timeout, () => Fail(CallResult.RingTimeout, operation));
        else if (person.Answers)
            _alarm.Set(person.RingTime, () => Accept(target, operation));
        else
            _alarm.Set(person.RingTime, () => Fail(person.Refusal!, operation));
    }

    public void Abandon() => _alarm.Clear();

    private void Accept(string target, Operation operation)
    {
        var transferee = call.Record.Remote;
        call.Tell(
            "CallTransferAccepted",
            CallResult.Success,
            told => told with { TransferTarget = target, Transferee = transferee },
            operation);
        call.End(CallResult.Transferred, call.Record.Outcome);
    }

    private void Fail(CallResult result, Operation operation)
    {
        IsUnderWay = false;
        call.Tell("CallTransferFailed", result, null, operation);
    }
}
