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

    [Theory]
    [InlineData(Scheduling, Answered, InProgress)] // news may be quicker than the answer to the request
    [InlineData(Scheduling, Accepted, Queued)]
    [InlineData(InProgress, Accepted, null)] // … which then changes nothing
    [InlineData(InProgress, Answered, null)]
    [InlineData(Queued, Ended, Completed)]
    [InlineData(InProgress, RangOut, Completed)]
    [InlineData(FetchingStatus, StillRinging, Queued)]
    [InlineData(InProgress, Polled, null)]
    [InlineData(Queued, Replied, InProgress)] // whoever pressed a key has answered
    [InlineData(Completed, Replied, Completed)] // … and what was pressed counts, however late it is heard of
    [InlineData(Canceled, Answered, null)]
    [InlineData(Canceled, Replied, null)]
    public void What_happens_leads_where_the_table_says(CallStatus status, CallEvent happened, CallStatus? next) =>
        Assert.Equal(next, CallTransitions.Next(status, happened));

    [Theory]
    [InlineData(486, 560486, FoundBusy)]
    [InlineData(603, 560603, FoundBusy)]
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
