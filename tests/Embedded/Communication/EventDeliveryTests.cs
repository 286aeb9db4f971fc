using System.Net;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Events arrive at least once, and what goes wrong with them goes wrong on request.</summary>
public sealed class EventDeliveryTests
{
    private const string Number = "+447700900108";

    [Fact]
    public async Task An_event_that_is_not_taken_is_sent_again()
    {
        await using var lab = await PhoneLab.OpenAsync();
        lab.Answer = received =>
            received.Kind == "CallConnected" && lab.Kinds.Count(kind => kind == "CallConnected") < 3 ? 500 : 200;
        await lab.CallAsync(Number);

        await lab.AdvanceAsync(40);

        var connected = lab.Received.Where(received => received.Kind == "CallConnected").ToList();
        Assert.Single(connected.Select(received => received.CloudEvent.Id).Distinct());
        Assert.Equal([5, 7, 17], connected.Select(received => (int)received.At.TotalSeconds));
        Assert.Single(lab.Kinds, "ParticipantsUpdated");
    }

    [Fact]
    public async Task After_five_tries_it_is_given_up()
    {
        await using var lab = await PhoneLab.OpenAsync();
        lab.Answer = _ => 503;
        await lab.CallAsync("+447700900101");

        await lab.RunAsync();

        Assert.Equal(
            [2, 4, 14, 44, 164], lab.Received.Select(received => (int)received.At.TotalSeconds));
    }

    [Fact]
    public async Task Nobody_listening_stops_nothing()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var options = new CreateCallOptions(PhoneLab.Invite(Number), new Uri("http://127.0.0.1:1/nobody"));
        await lab.Calls.CreateCallAsync(options);

        await lab.RunAsync();

        Assert.Equal("ended", (await lab.ListAsync("calls"))[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Duplicated_events_have_the_same_id()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { duplicateEvents = 1 });
        await lab.CallAsync("+447700900101");

        await lab.RunAsync();

        Assert.Equal(["CreateCallFailed", "CreateCallFailed"], lab.Kinds);
        Assert.Single(lab.Received.Select(received => received.CloudEvent.Id).Distinct());
    }

    [Fact]
    public async Task Lost_events_never_arrive()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { lostEvents = 1 });
        await lab.CallAsync(Number);

        await lab.RunAsync();

        Assert.Empty(lab.Received);
        Assert.Equal("answered", (await lab.ListAsync("calls"))[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Reordered_events_arrive_late()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { reorderEvents = 1 });
        await lab.CallAsync(Number);

        await lab.AdvanceAsync(10);

        Assert.All(lab.Received, received => Assert.Equal(TimeSpan.FromSeconds(7), received.At));
        var answered = lab.Clock.GetUtcNow().AddSeconds(-5);
        Assert.All(lab.Received, received => Assert.Equal(answered, received.CloudEvent.Time));
        Assert.Equal(2, lab.Received.Count);
    }

    [Fact]
    public async Task Some_events_are_overtaken_when_half_of_them_are_late()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { reorderEvents = 0.5 });
        for (var index = 0; index < 20; index++)
            await lab.CallAsync($"+44770090{index:00}08");

        await lab.AdvanceAsync(20);

        var first = lab.Received.GroupBy(received => received.Event.CallConnectionId).Select(call => call.First().Kind);
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], first.Distinct().Order());
    }

    [Fact]
    public async Task Early_events_arrive_before_the_answer_to_the_request()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { earlyEvents = 1 });

        await lab.CallAsync(Number);
        var answered = lab.Kinds;
        await lab.CallAsync("+447700900101");

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], answered);
        Assert.Equal("CreateCallFailed", lab.Kinds[^1]);
        Assert.Equal(TimeSpan.Zero, lab.Elapsed);
    }

    [Fact]
    public async Task An_unavailable_service_calls_nobody_and_the_client_tries_again()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { createCallUnavailable = 1 });

        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => lab.Calls.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback));
        await lab.RunAsync();

        Assert.Equal((int)HttpStatusCode.ServiceUnavailable, failure.Status);
        Assert.Empty(await lab.ListAsync("calls"));
        Assert.Empty(lab.Received);
    }
}
