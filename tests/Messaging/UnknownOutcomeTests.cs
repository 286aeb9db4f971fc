using System.Collections.Concurrent;
using System.Net;
using Azure;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Sms;
using Switchboard.Messaging;
using Switchboard.Telephony;
using Switchboard.Tests.App;
using Switchboard.Tests.Callbacks;

namespace Switchboard.Tests.Messaging;

/// <summary>Messages of which nobody knows whether the service took them.</summary>
public sealed class UnknownOutcomeTests
{
    public static TheoryData<string, string> Failures => new()
    {
        // What the SDK throws when an answer does not come within its network timeout, and when nobody vouches for us.
        { nameof(TaskCanceledException), "The service did not answer in time." },
        { nameof(CredentialUnavailableException), "No managed identity." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Requests_that_come_to_nothing_are_made_again_under_the_same_ids(string failure, string error)
    {
        await using var app = await SwitchboardApp.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await app.LeaveAsync(new Letter { To = ["ada@example.com"], Subject = $"mail {i}", Body = "hello" });
            await app.LeaveAsync(new Letter { Channel = Channel.Sms, To = [$"+44770090{i}108"], Body = $"text {i}" });
        }

        var mail = new SilentMail { Failure = Failing(failure) };
        var texts = new SilentTexts(Failing(failure));
        await DispatcherOf(app, mail, texts).TakeTurnAsync(CancellationToken.None);

        var waiting = await app.MessagesAsync();
        Assert.Equal((3, 3), (mail.Asked.Count, texts.Asked));
        Assert.All(waiting, message => Assert.Equal(
            ("queued", 1, error),
            ((string)message!["status"]!, (int)message["attempts"]!, (string)message["error"]!)));
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(mail.Asked.Order(), (await app.MailsAsync()).Select(sent => Guid.Parse((string)sent["id"]!)).Order());
        Assert.Equal(
            ["text 1", "text 2", "text 3"], (await app.TextsAsync()).Select(sent => (string)sent["message"]!).Order());
    }

    [Fact]
    public async Task Whoever_is_told_to_stop_stops()
    {
        await using var app = await SwitchboardApp.StartAsync();
        await app.LeaveAsync(new Letter { To = ["ada@example.com"], Subject = "mail", Body = "hello" });
        using var stop = new CancellationTokenSource();

        var dispatcher = DispatcherOf(
            app, new SilentMail { Asking = stop.Cancel }, new SilentTexts(new TaskCanceledException()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatcher.TakeTurnAsync(stop.Token));
    }

    [Fact]
    public async Task A_service_that_takes_a_mail_and_knows_nothing_of_it_is_not_asked_for_ever()
    {
        await using var service = await ForgetfulService.StartAsync();
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?>
            {
                ["COMMUNICATION_CONNECTION_STRING"] = $"endpoint={service.Address};accesskey=c2VjcmV0",
            },
        });
        await new CallbackClient(app.Http).CreateAsync();

        await app.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(4, service.Sends.Count);
        Assert.Single(service.Sends.Distinct());
        var message = Assert.Single(await app.MessagesAsync())!;
        Assert.Equal("accepted", (string?)message["status"]);
        Assert.Equal("The service took it and knows nothing of it any more.", (string?)message["error"]);
    }

    /// <summary>The application's dispatcher, with clients that a test decides.</summary>
    private static Dispatcher DispatcherOf(SwitchboardApp app, EmailClient mail, SmsClient texts)
    {
        var options = app.Services.GetRequiredService<MessagingOptions>();
        var telephony = app.Services.GetRequiredService<TelephonyOptions>();
        return ActivatorUtilities.CreateInstance<Dispatcher>(
            app.Services,
            new MailService(options, telephony, new Lazy<EmailClient?>(mail)),
            new TextService(telephony, new Lazy<SmsClient?>(texts)));
    }

    private static Exception Failing(string name) => name == nameof(CredentialUnavailableException)
        ? new CredentialUnavailableException("No managed identity.")
        : new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout.");

    private sealed class SilentMail : EmailClient
    {
        public ConcurrentBag<Guid> Asked { get; } = [];

        public Exception Failure { get; init; } = new TaskCanceledException();

        public Action Asking { get; init; } = () => { };

        public override Task<EmailSendOperation> SendAsync(
            WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
        {
            Asked.Add(operationId);
            Asking();
            throw Failure;
        }
    }

    private sealed class SilentTexts(Exception failure) : SmsClient
    {
        public int Asked { get; private set; }

        public override Task<Response<SmsSendResult>> SendAsync(
            string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked++;
            throw failure;
        }
    }

    /// <summary>A service that says of every mail that it took it before, and when asked, that there is none.</summary>
    private sealed class ForgetfulService(WebApplication server) : IAsyncDisposable
    {
        public ConcurrentBag<string> Sends { get; } = [];

        public string Address => server.Urls.Single();

        public static async Task<ForgetfulService> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var server = builder.Build();
            var service = new ForgetfulService(server);
            server.MapPost("/emails:send", (HttpRequest request) =>
            {
                service.Sends.Add(request.Headers["Operation-Id"].ToString());
                return Results.StatusCode(StatusCodes.Status409Conflict);
            });
            server.MapFallback(() => Results.NotFound());
            await server.StartAsync();
            return service;
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
