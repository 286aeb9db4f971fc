namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Those who are brought into a call after it was answered: invited, joined, removed, gone. To be used under the
/// network's gate.
/// </summary>
internal sealed class Conference(PhoneCall call, Chance chance, TelephoneNetwork network)
{
    private readonly Dictionary<string, (string Who, Alarm Alarm)> _invitations = [];
    private readonly Dictionary<string, Alarm> _guests = [];
    private int _invited;

    /// <summary>Whether someone was brought in and is still there.</summary>
    public bool HasGuests => _guests.Count > 0;

    /// <summary>Calls someone into the call; gives the invitation's id.</summary>
    public string Invite(string who, Person person, TimeSpan timeout, Operation operation)
    {
        var id = chance.Id($"invitation {_invited++}").ToString();
        var alarm = network.NewAlarm();
        _invitations.Add(id, (who, alarm));
        if (person.RingTime > timeout)
            alarm.Set(timeout, () => Refused(id, CallResult.RingTimeout, operation));
        else if (person.Answers)
            alarm.Set(person.RingTime, () => Joined(id, person, operation));
        else
            alarm.Set(person.RingTime, () => Refused(id, person.Refusal!, operation));
        return id;
    }

    /// <summary>Takes an invitation back; whether that was in time is told by an event.</summary>
    public void Cancel(string id, Operation operation)
    {
        if (_invitations.Remove(id, out var invitation))
        {
            invitation.Alarm.Clear();
            call.Tell(
                "CancelAddParticipantSucceeded",
                CallResult.Success,
                told => told with { Invitation = id },
                operation);
        }
        else
        {
            call.Tell(
                "CancelAddParticipantFailed",
                CallResult.NoSuchInvitation,
                told => told with { Invitation = id },
                operation);
        }
    }

    /// <summary>Takes a guest out of the call.</summary>
    public bool Remove(string who)
    {
        if (!_guests.Remove(who, out var alarm))
            return false;
        alarm.Clear();
        return true;
    }

    public void Abandon()
    {
        foreach (var (_, alarm) in _invitations.Values)
            alarm.Clear();
        foreach (var alarm in _guests.Values)
            alarm.Clear();
        _invitations.Clear();
        _guests.Clear();
    }

    private void Joined(string invitation, Person person, Operation operation)
    {
        _invitations.Remove(invitation, out var invited);
        var who = invited.Who;
        _guests[who] = invited.Alarm;
        invited.Alarm.Set(person.TalkTime, () => call.Leave(who));
        call.Tell("AddParticipantSucceeded", CallResult.Success, told => told with { Participant = who }, operation);
        call.Enter(who);
    }

    private void Refused(string invitation, CallResult result, Operation operation)
    {
        _invitations.Remove(invitation, out var invited);
        call.Tell("AddParticipantFailed", result, told => told with { Participant = invited.Who }, operation);
    }
}
