using System.Text.Json;
using Azure;
using Switchboard.Embedded.Communication.Email;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Mail.</summary>
public sealed class EmailTests
{
    [Fact]
    public async Task A_mail_is_accepted_and_listed()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new EmailClient(lab.ConnectionString);
        var id = Guid.NewGuid();

        var operation = await client.SendAsync(WaitUntil.Started, Mail(), id);
        var completedAtOnce = operation.HasCompleted;
        await operation.UpdateStatusAsync();

        Assert.Equal(id.ToString(), operation.Id);
        Assert.False(completedAtOnce);
        Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
        var email = Assert.Single(await lab.ListAsync("emails"));
        Assert.Equal(id.ToString(), email.GetProperty("id").GetString());
        Assert.Equal("Your ticket [#42]", email.GetProperty("subject").GetString());
        Assert.Equal("Grüße", email.GetProperty("plainText").GetString());
        Assert.Equal("<p>Grüße</p>", email.GetProperty("html").GetString());
        Assert.Equal(["ada@example.com", "bob@example.com"], Texts(email, "to"));
        Assert.Equal(["carol@example.com"], Texts(email, "cc"));
        Assert.Equal(["tickets@example.com"], Texts(email, "replyTo"));
        Assert.Equal("<1@example.com>", email.GetProperty("headers").GetProperty("In-Reply-To").GetString());
        Assert.Equal(3, email.GetProperty("attachments")[0].GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task Another_process_asks_how_far_it_is()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new EmailClient(lab.ConnectionString);
        var id = Guid.NewGuid();
        await client.SendAsync(WaitUntil.Started, Mail(), id);

        var resumed = new EmailSendOperation(id.ToString(), client);
        await resumed.UpdateStatusAsync();

        Assert.True(resumed.HasValue);
        var unknown = new EmailSendOperation(Guid.NewGuid().ToString(), client);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await unknown.UpdateStatusAsync());
        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task The_same_operation_sends_once()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new EmailClient(lab.ConnectionString);
        var id = Guid.NewGuid();

        await client.SendAsync(WaitUntil.Started, Mail(), id);
        var again = await client.SendAsync(WaitUntil.Started, Mail(), id);

        Assert.Equal(id.ToString(), again.Id);
        Assert.Single(await lab.ListAsync("emails"));
    }

    [Fact]
    public async Task A_service_that_is_down_answers_503()
    {
        await using var lab = await PhoneLab.OpenAsync(emailDown: true);
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(lab.ConnectionString, options).SendAsync(WaitUntil.Started, Mail()));

        Assert.Equal(503, failure.Status);
        Assert.Empty(await lab.ListAsync("emails"));
    }

    [Fact]
    public async Task A_header_without_a_value_is_refused_before_it_is_sent()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var mail = Mail();
        mail.Headers["X-Empty"] = "";

        await Assert.ThrowsAsync<ArgumentException>(
            () => new EmailClient(lab.ConnectionString).SendAsync(WaitUntil.Started, mail));
    }

    [Fact]
    public async Task A_mail_to_nobody_or_to_no_address_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new EmailClient(lab.ConnectionString);
        var content = new EmailContent("Hello") { PlainText = "Hello" };

        foreach (var recipients in new[] { new EmailRecipients([]), new EmailRecipients([new EmailAddress("nobody")]) })
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(
                () => client.SendAsync(WaitUntil.Started, new EmailMessage("a@example.com", recipients, content)));
            Assert.Equal((400, "BadRequest"), (failure.Status, failure.ErrorCode));
        }
    }

    private static EmailMessage Mail()
    {
        var mail = new EmailMessage(
            "desk@example.com",
            new EmailRecipients(
                [new EmailAddress("ada@example.com", "Ada"), new EmailAddress("bob@example.com")],
                [new EmailAddress("carol@example.com")]),
            new EmailContent("Your ticket [#42]") { PlainText = "Grüße", Html = "<p>Grüße</p>" });
        mail.Headers["In-Reply-To"] = "<1@example.com>";
        mail.ReplyTo.Add(new EmailAddress("tickets@example.com"));
        mail.Attachments.Add(new EmailAttachment("a.txt", "text/plain", BinaryData.FromString("abc")));
        return mail;
    }

    private static IEnumerable<string?> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(text => text.GetString());
}
