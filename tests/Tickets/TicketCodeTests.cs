using Microsoft.Extensions.DependencyInjection;
using Switchboard.Identity;
using Switchboard.Messaging;
using Switchboard.Storage;
using Switchboard.Tests.App;
using Switchboard.Tickets;

namespace Switchboard.Tests.Tickets;

/// <summary>Codes of tickets are their own, whatever chance says.</summary>
public sealed class TicketCodeTests
{
    [Fact]
    public async Task A_code_that_is_taken_is_made_up_again()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var codes = new Scripted("aaaaa", "aaaaa", "aaaaa", "bbbbb");
        var (tickets, ada) = await OpenAsync(app, codes);

        Assert.Equal("aaaaa", await OpenAsync(tickets, ada));
        Assert.Equal("bbbbb", await OpenAsync(tickets, ada));

        var (client, _, _) = await TicketClient.MeetAsync(app.Http);
        Assert.Equal(["bbbbb", "aaaaa"], (await client.ListAsync("/tickets")).Select(ticket => (string)ticket!["code"]!));
    }

    [Fact]
    public async Task Codes_become_longer_when_those_of_a_length_run_out()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (tickets, ada) = await OpenAsync(app, new Scripted());

        Assert.Equal(["00000", "000000", "0000000"], [
            await OpenAsync(tickets, ada), await OpenAsync(tickets, ada), await OpenAsync(tickets, ada)]);
    }

    [Fact]
    public async Task Codes_become_longer_before_many_of_a_length_are_taken()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (tickets, ada) = await OpenAsync(app, new Scripted());
        var ids = app.Services.GetRequiredService<IdSequence>();

        await ids.NextAsync("tickets", 20_970);
        Assert.Equal("00000", await OpenAsync(tickets, ada));
        Assert.Equal("000000", await OpenAsync(tickets, ada));
        await ids.NextAsync("tickets", 16 * 20_971);
        Assert.Equal("0000000", await OpenAsync(tickets, ada));
    }

    [Fact]
    public async Task Of_two_who_make_up_the_same_code_at_once_one_makes_up_another()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (tickets, ada) = await OpenAsync(app, new Scripted("ccccc", "ccccc", "ddddd"));

        var opened = await Task.WhenAll(OpenAsync(tickets, ada), OpenAsync(tickets, ada));

        Assert.Equal(["ccccc", "ddddd"], opened.Order());
    }

    /// <summary>The application's tickets, with codes that a test decides.</summary>
    private static async Task<(Switchboard.Tickets.Tickets Tickets, User Ada)> OpenAsync(SwitchboardApp app, ITicketCodes codes)
    {
        var services = app.Services;
        var users = services.GetRequiredService<Users>();
        var tickets = new Switchboard.Tickets.Tickets(
            services.GetRequiredService<Switchboard.Storage.Tables>(),
            services.GetRequiredService<PartitionWriters>(),
            services.GetRequiredService<IdSequence>(),
            users,
            services.GetRequiredService<Outbox>(),
            codes,
            app.Clock);
        return (tickets, await users.ReadAsync(CancellationToken.None).FirstAsync());
    }

    private static async Task<string> OpenAsync(Switchboard.Tickets.Tickets tickets, User user)
    {
        var opened = await tickets.CreateAsync(
            user, new TicketWish("s", "sales", "low", "m", new ValidationErrors()), CancellationToken.None);
        return Assert.IsType<Outcome<Ticket>.Success>(opened).Value.Code;
    }

    /// <summary>These codes in turn, and then zeros.</summary>
    private sealed class Scripted(params string[] codes) : ITicketCodes
    {
        private int _next = -1;

        public string Next(int digits) =>
            Interlocked.Increment(ref _next) is var i && i < codes.Length ? codes[i] : new string('0', digits);
    }
}
