using Switchboard.Telephony;
using static Switchboard.Telephony.CallEvent;
using static Switchboard.Telephony.CallStatus;

namespace Switchboard.Tests.Telephony;

public class CallTransitionTests
{
    [Fact]
    public void A_final_state_is_never_left()
    {
        foreach (var status in Enum.GetValues<CallStatus>().Where(CallTransitions.IsFinal))
        {
            foreach (var happened in Enum.GetValues<CallEvent>())
                Assert.Equal(status, CallTransitions.Next(status, happened) ?? status);
        }
    }

    [Fact]
    public void Every_state_that_is_not_final_leads_to_a_final_one()
    {
        foreach (var status in Enum.GetValues<CallStatus>().Where(status => !CallTransitions.IsFinal(status)))
            Assert.Contains(Enum.GetValues<CallEvent>(), happened => LeadsToTheEnd(status, happened));

        static bool LeadsToTheEnd(CallStatus status, CallEvent happened) =>
            CallTransitions.Next(status, happened) is { } next && CallTransitions.IsFinal(next);
    }

    // In the order of CallEvent:
    // Dialled, Accepted, Refused, Polled, StillRinging, Answered, Replied, Ended, FoundBusy, RangOut, Unreachable, Cancelled
    private static readonly Dictionary<CallStatus, CallStatus?[]> Table = new()
    {
        [Created] = [Scheduling, null, null, null, null, null, null, null, null, null, null, Canceled],
        // News may be quicker than the answer to the request.
        [Scheduling] =
            [null, Queued, Errored, null, null, InProgress, InProgress, Completed, Busy, NotAnswered, Failed, Canceled],
        // Whoever pressed a key has answered.
        [Queued] =
            [null, null, null, FetchingStatus, null, InProgress, InProgress, Completed, Busy, NotAnswered, Failed, Canceled],
        [FetchingStatus] =
            [null, null, null, null, Queued, InProgress, InProgress, Completed, Busy, NotAnswered, Failed, Canceled],
        // Whoever answered was reached, however the call ended.
        [InProgress] =
            [null, null, null, null, null, null, InProgress, Completed, Completed, Completed, Completed, null],
        // What was pressed counts, however late it is heard of.
        [Completed] = [null, null, null, null, null, null, Completed, null, null, null, null, null],
        [Busy] = new CallStatus?[12],
        [Failed] = new CallStatus?[12],
        [NotAnswered] = new CallStatus?[12],
        [Canceled] = new CallStatus?[12],
        [Errored] = new CallStatus?[12],
    };

    public static TheoryData<CallStatus, CallEvent, CallStatus?> Cells()
    {
        var cells = new TheoryData<CallStatus, CallEvent, CallStatus?>();
        foreach (var status in Enum.GetValues<CallStatus>())
        {
            foreach (var (happened, next) in Enum.GetValues<CallEvent>().Zip(Table[status], (happened, next) => (happened, next)))
                cells.Add(status, happened, next);
        }

        return cells;
    }

    [Fact]
    public void Every_event_has_its_cell_in_every_state() =>
        Assert.All(Enum.GetValues<CallStatus>(), status => Assert.Equal(Enum.GetValues<CallEvent>().Length, Table[status].Length));

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_happens_leads_where_the_table_says_or_nowhere(CallStatus status, CallEvent happened, CallStatus? next) =>
        Assert.Equal(next, CallTransitions.Next(status, happened));

    [Theory]
    [InlineData(486, 560486, FoundBusy)]
    [InlineData(603, 560603, FoundBusy)]
    [InlineData(603, 0, FoundBusy)]
    [InlineData(403, 8538, FoundBusy)]
    [InlineData(487, 8539, FoundBusy)]
    [InlineData(500, 8540, FoundBusy)]
    [InlineData(480, 560480, RangOut)]
    [InlineData(408, 560408, RangOut)]
    [InlineData(487, 10004, RangOut)]
    [InlineData(484, 560484, Unreachable)]
    [InlineData(404, 560404, Unreachable)]
    [InlineData(403, 510403, Unreachable)]
    [InlineData(503, 560503, Unreachable)]
    [InlineData(0, 560000, Ended)]
    [InlineData(0, 7000, Ended)]
    [InlineData(200, 7000, Ended)]
    [InlineData(null, null, Ended)]
    public void Result_codes_mean_what_acs_documents(int? code, int? subCode, CallEvent happened) =>
        Assert.Equal(happened, CallResult.From(code, subCode));

    [Theory]
    [InlineData("callouts-12.345")]
    [InlineData("callouts-9223372036854775807.1")]
    public void A_reference_reads_back_as_it_was_written(string text)
    {
        var reference = CallReference.Parse(text);
        Assert.Equal(text, reference.ToString());
        Assert.Equal("callouts", reference!.Value.Owner);
    }

    [Theory]
    [InlineData("")]
    [InlineData("callouts-12")]
    [InlineData("callouts-12.")]
    [InlineData("callouts.12")]
    [InlineData("callouts-12.99999999999999999999")]
    [InlineData("callouts-12.3\n")]
    [InlineData("call/outs-12.3")]
    [InlineData("callouts-٣.3")]
    public void What_is_no_reference_is_refused(string text) => Assert.Null(CallReference.Parse(text));
}
