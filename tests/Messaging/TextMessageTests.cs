using System.Text.Json.Nodes;
using Switchboard.Messaging;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Messaging;

/// <summary>Text messages, as a capability leaves them.</summary>
public sealed class TextMessageTests
{
    [Fact]
    public async Task A_text_message_is_sent_once_and_reported()
    {
        await using var app = await SwitchboardApp.StartAsync();
        // Requests that were carried out and not answered: asking again must not send again.
        await app.SetFaultsAsync(new { droppedConnections = 0.7 });
        for (var i = 0; i < 10; i++)
            await LeaveAsync(app, $"+44770090{i}108", $"reminder {i}");

        await app.AdvanceUntilAsync(
            async () => (await MessagesAsync(app)).Count(message => (string)message!["status"]! == "delivered") == 10,
            TimeSpan.FromHours(2));

        var texts = await app.TextsAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"reminder {i}"), texts.Select(text => (string)text["message"]!).Order());
        Assert.Contains(await MessagesAsync(app), message => (int)message!["attempts"]! > 1);
    }

    [Theory]
    [InlineData("12", "failed", 400)]
    [InlineData("+447700900103", "undelivered", null)]
    public async Task The_recipients_own_result_counts(string number, string status, int? code)
    {
        await using var app = await SwitchboardApp.StartAsync();
        await LeaveAsync(app, number, "hello");

        await app.AdvanceUntilAsync(
            async () => (await MessagesAsync(app)) is [var message] && (string)message!["status"]! == status, TimeSpan.FromMinutes(2));

        var error = (string?)(await MessagesAsync(app))[0]!["error"];
        Assert.Equal(code is not null, error?.StartsWith($"{code}:") ?? false);
    }

    [Fact]
    public async Task A_number_that_sends_too_many_waits()
    {
        await using var app = await SwitchboardApp.StartAsync();
        await app.SetFaultsAsync(new { smsPerMinute = 3 });
        for (var i = 0; i < 7; i++)
            await LeaveAsync(app, $"+44770090{i}108", $"reminder {i}");

        await app.AdvanceUntilAsync(async () => (await app.TextsAsync()).Count == 7, TimeSpan.FromMinutes(6));
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(7, (await app.TextsAsync()).Count);
    }

    private static Task LeaveAsync(SwitchboardApp app, string to, string text) =>
        app.LeaveAsync(new Letter { Channel = Channel.Sms, To = [to], Body = text, About = "test/1" });

    private static Task<JsonArray> MessagesAsync(SwitchboardApp app) => app.MessagesAsync("&channel=sms");
}
