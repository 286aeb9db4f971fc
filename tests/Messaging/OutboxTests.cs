using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callbacks;
using Switchboard.Tests.Tickets;

namespace Switchboard.Tests.Messaging;

/// <summary>Every change is told by one mail, whatever happens on the way.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-outbox-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task One_mail_a_change_with_the_service_failing_and_the_process_dying_again_and_again()
    {
        const int callbacks = 12;
        var app = await StartAsync(now: null);
        for (var i = 1; i <= callbacks; i++)
            await new CallbackClient(app.Http).CreateAsync();
        var code = (string)(await (await TicketClient.MeetAsync(app.Http)).Ada.OpenAsync())["code"]!;

        for (var crashes = 1; crashes <= 6; crashes++)
        {
            // Another number each time, so that it dies at another kind of moment.
            await app.CrashAfterAsync(pieces: 5 * crashes);
            app = await StartAsync(app.Clock.GetUtcNow());
            await new CallbackClient(app.Http).UpdateAsync(crashes, new JsonObject { ["details"] = $"crash {crashes}" });
            var (_, _, staff) = await TicketClient.MeetAsync(app.Http);
            await staff.ReplyAsync(code, $"crash {crashes}");
        }

        await using (app)
        {
            var mails = await app.MailsAsync(callbacks + 1 + 6 + 6, TimeSpan.FromHours(3));
            await app.AdvanceAsync(TimeSpan.FromMinutes(20));

            mails = await app.MailsAsync();
            Assert.Equal(callbacks + 1 + 6 + 6, mails.Count);
            Assert.Distinct(mails.Select(mail => mail.Header("Message-ID")));
            Assert.Distinct(mails.Select(mail => ((string)mail["subject"]!, (string)mail["plainText"]!)));
            var messages = await app.MessagesAsync();
            Assert.Equal(mails.Count, messages.Count);
            // Reports of earlier lives of the process never came.
            Assert.All(messages, message => Assert.Contains((string)message!["status"]!, (string[])["sent", "delivered"]));
            // Otherwise nothing went wrong on the way.
            Assert.Contains(messages, message => (int)message!["attempts"]! > 1);
        }
    }

    [Fact]
    public async Task What_was_left_when_the_orchestration_vanished_is_sent_all_the_same()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["SIMULATOR_FAULTS"] = """{"unavailableRequests":1}""" },
        });
        await new CallbackClient(app.Http).CreateAsync();
        await app.IdleAsync();
        await app.Durable.TerminateInstanceAsync("outbox");
        await app.SetFaultsAsync(new { });

        Assert.Single(await app.MailsAsync(1));
    }

    [Fact]
    public async Task Mails_keep_to_the_limits_of_a_new_subscription()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["EMAILS_PER_MINUTE"] = "5", ["EMAILS_PER_HOUR"] = "12" },
        });
        // The service refuses what is more.
        await app.SetFaultsAsync(new { emailsPerMinute = 5 });
        for (var i = 0; i < 30; i++)
            await new CallbackClient(app.Http).CreateAsync();

        var mails = await app.MailsAsync(30, TimeSpan.FromHours(4));

        var times = mails.Select(mail => (DateTimeOffset)mail["acceptedAt"]!).ToList();
        Assert.All(times, start => Assert.InRange(times.Count(at => at >= start && at < start.AddMinutes(1)), 1, 5));
        Assert.All(times, start => Assert.InRange(times.Count(at => at >= start && at < start.AddHours(1)), 1, 12));
        Assert.All(await app.MessagesAsync(), message => Assert.Equal(1, (int)message!["attempts"]!));
        Assert.Equal(
            Enumerable.Range(1, 30), mails.Select(NumberOf).Order());
    }

    [Fact]
    public async Task A_flood_of_letters_becomes_messages_no_quicker_than_they_can_be_sent_and_all_arrive_once()
    {
        const int letters = 120;
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["EMAILS_PER_MINUTE"] = "60", ["SMS_PER_MINUTE"] = "240" },
        });
        await Task.WhenAll(Enumerable.Range(0, letters).Select(_ => new CallbackClient(app.Http).CreateAsync()));

        // Ten every two seconds; the first turn comes before most of them are left.
        var counts = new List<int> { 0 };
        for (var turn = 0; turn <= letters / 10; turn++)
        {
            await app.IdleAsync();
            counts.Add(await CountAsync(app));
            await app.AdvanceAsync(TimeSpan.FromSeconds(2));
        }

        Assert.All(counts.Zip(counts.Skip(1)), turn => Assert.InRange(turn.Second - turn.First, 0, 10));
        Assert.InRange(counts[1], 1, 10);
        Assert.Equal(letters, counts[^1]);
        await app.MailsAsync(letters, TimeSpan.FromMinutes(10));
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        var mails = await app.MailsAsync();
        Assert.Equal(Enumerable.Range(1, letters), mails.Select(NumberOf).Order());
        var times = mails.Select(mail => (DateTimeOffset)mail["acceptedAt"]!).ToList();
        Assert.All(times, start => Assert.InRange(times.Count(at => at >= start && at < start.AddMinutes(1)), 1, 60));
    }

    [Fact]
    public async Task The_first_mail_after_a_quiet_time_goes_at_once_and_the_next_need_not_ring()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        for (var first = 1; first < 6; first += 2)
        {
            await api.CreateAsync();
            await app.IdleAsync();
            Assert.Equal(first, (await app.MailsAsync()).Count);
            await api.CreateAsync();
            await app.AdvanceAsync(TimeSpan.FromSeconds(2));
            Assert.Equal(first + 1, (await app.MailsAsync()).Count);
            await app.AdvanceAsync(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_service_that_takes_nothing_for_a_while_is_left_alone_until_then()
    {
        await using var app = await SwitchboardApp.StartAsync();
        await app.SetFaultsAsync(new { emailsPerMinute = 2 });
        for (var i = 0; i < 8; i++)
            await new CallbackClient(app.Http).CreateAsync();

        Assert.Equal(8, (await app.MailsAsync(8, TimeSpan.FromMinutes(5))).Count);
        var messages = await app.MessagesAsync();
        Assert.InRange(messages.Sum(message => (int)message!["attempts"]!), 8, 16);
    }

    private static async Task<int> CountAsync(SwitchboardApp app) =>
        int.Parse((await app.Http.GetAsync("/api/messages")).Headers.GetValues("Total").Single());

    /// <summary>The number of the callback that a mail is about.</summary>
    private static int NumberOf(JsonNode mail) => int.Parse(((string)mail["subject"]!).Split('#')[1].TrimEnd(']'));

    /// <summary>Starts on what the one before left, with a service that fails one request in three.</summary>
    private Task<SwitchboardApp> StartAsync(DateTimeOffset? now)
    {
        var options = new SwitchboardAppOptions
        {
            Data = _data,
            Settings = new Dictionary<string, string?>
            {
                ["SIMULATOR_FAULTS"] = """{"failedRequests":0.2,"droppedConnections":0.2}""",
            },
        };
        return SwitchboardApp.StartAsync(now is { } moment ? options with { Now = moment } : options);
    }
}
