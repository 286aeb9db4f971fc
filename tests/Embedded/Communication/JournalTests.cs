using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.Communication.Sms;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>What outlives the process.</summary>
public sealed class JournalTests
{
    private const string Number = "+447700900108";

    [Fact]
    public async Task Calls_are_remembered_and_those_under_way_are_over()
    {
        var store = new InMemoryRowStore();
        var named = Guid.NewGuid();
        string first;
        string? ended;
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
        {
            await lab.CallAsync("+447700900101");
            await lab.RunAsync();
            ended = (await lab.ListAsync("calls"))[0].GetRawText();
            var created = await RepeatabilityTests.Naming(lab, named)
                .CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);
            first = created.Value.CallConnectionProperties.CallConnectionId;
        }

        var later = new DateTimeOffset(2025, 9, 1, 11, 0, 0, TimeSpan.Zero);
        await using var reborn = await PhoneLab.OpenAsync(journal: store, start: later);
        var calls = await reborn.ListAsync("calls");
        var repeated = await RepeatabilityTests.Naming(reborn, named)
            .CreateCallAsync(PhoneLab.Invite(Number), reborn.Callback);
        await reborn.RunAsync();

        Assert.Equal(ended, calls[0].GetRawText());
        Assert.Equal(first, calls[1].GetProperty("callConnectionId").GetString());
        Assert.Equal("interrupted", calls[1].GetProperty("outcome").GetString());
        Assert.Equal(later, calls[1].GetProperty("endedAt").GetDateTimeOffset());
        Assert.Equal(first, repeated.Value.CallConnectionProperties.CallConnectionId);
        Assert.Equal(2, (await reborn.ListAsync("calls")).Length);
        Assert.Empty(reborn.Received);
        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => repeated.Value.CallConnection.GetCallConnectionPropertiesAsync());
        Assert.Equal((404, "8522"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Calls_that_are_over_lie_in_the_journal_and_nowhere_else()
    {
        var store = new InMemoryRowStore();
        var named = Guid.NewGuid();
        await using var lab = await PhoneLab.OpenAsync(journal: store);
        var client = RepeatabilityTests.Naming(lab, named);
        await lab.CallAsync("+447700900101");
        var first = await client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);
        await lab.RunAsync();
        await lab.CallAsync(Number);

        var calls = await lab.ListAsync("calls");
        var repeated = await client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);
        foreach (var row in store.Scan("SimulatorCalls").ToList())
            await store.CommitAsync([new RowWrite("SimulatorCalls", row.PartitionKey, row.RowKey, null)]);
        var left = await lab.ListAsync("calls");

        Assert.Equal(first.GetRawResponse().Content.ToString(), repeated.GetRawResponse().Content.ToString());
        Assert.Equal(
            [(1, "ended"), (2, "ended"), (3, "ringing")],
            calls.Select(call => (call.GetProperty("sequence").GetInt32(), call.GetProperty("state").GetString())));
        Assert.Equal(3, Assert.Single(left).GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task More_calls_are_remembered_than_are_read_at_once()
    {
        const int many = 2_001;
        var store = new InMemoryRowStore();
        var journal = new Journal<CallRecord>(store, "SimulatorCalls");
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
        {
            await lab.CallAsync(Number);
            await lab.RunAsync();
        }

        var call = journal.Read().Single();
        for (var i = 2; i <= many; i++)
            await journal.WriteAsync(i, call with { Sequence = i });
        await using var reborn = await PhoneLab.OpenAsync(journal: store);

        Assert.Equal(
            Enumerable.Range(1, many),
            (await reborn.ListAsync("calls")).Select(listed => listed.GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task The_journal_lies_in_the_tables_of_the_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory("switchboard-");
        try
        {
            string[] before;
            using (var store = TableStore.Open(folder.FullName, TimeProvider.System))
            await using (var lab = await PhoneLab.OpenAsync(journal: store))
            {
                await lab.CallAsync("+447700900101");
                await lab.CallAsync("+447700900105");
                await lab.RunAsync();
                before = [.. (await lab.ListAsync("calls")).Select(call => call.GetRawText())];
            }

            using var reopened = TableStore.Open(folder.FullName, TimeProvider.System);
            await using var reborn = await PhoneLab.OpenAsync(journal: reopened);

            Assert.Equal(2, before.Length);
            Assert.Equal(before, (await reborn.ListAsync("calls")).Select(call => call.GetRawText()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_interrupted_call_stays_interrupted()
    {
        var store = new InMemoryRowStore();
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
            await lab.CallAsync(Number);
        string once;
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
        {
            await lab.SettleAsync();
            once = (await lab.ListAsync("calls"))[0].GetRawText();
        }

        await using var twice = await PhoneLab.OpenAsync(journal: store, start: DateTimeOffset.UnixEpoch);

        Assert.Equal(once, (await twice.ListAsync("calls"))[0].GetRawText());
    }

    [Fact]
    public async Task The_next_attempt_is_another_one()
    {
        var store = new InMemoryRowStore();
        string first;
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
            first = (await lab.CallAsync(Number)).CallConnectionId;

        await using var reborn = await PhoneLab.OpenAsync(journal: store);
        var second = (await reborn.CallAsync(Number)).CallConnectionId;

        Assert.NotEqual(first, second);
        Assert.Equal([1, 2], (await reborn.ListAsync("calls")).Select(call => call.GetProperty("sequence").GetInt32()));
        Assert.Equal([1, 2], (await reborn.ListAsync("calls")).Select(call => call.GetProperty("attempt").GetInt32()));
    }

    [Fact]
    public async Task A_call_that_cannot_be_remembered_is_not_made()
    {
        var store = new InMemoryRowStore { Broken = true };
        await using var lab = await PhoneLab.OpenAsync(journal: store);
        var options = new CallAutomationClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new CallAutomationClient(lab.ConnectionString, options);

        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback));
        await lab.RunAsync();

        Assert.Equal(500, failure.Status);
        Assert.Empty(await lab.ListAsync("calls"));
        Assert.Empty(lab.Received);
    }

    [Fact]
    public async Task Messages_and_mail_are_remembered()
    {
        var store = new InMemoryRowStore();
        var id = Guid.NewGuid();
        var content = new EmailContent("Hello") { PlainText = "Hello" };
        var mail = new EmailMessage("a@example.com", "b@example.com", content);
        string sms, email;
        await using (var lab = await PhoneLab.OpenAsync(journal: store))
        {
            await new SmsClient(lab.ConnectionString).SendAsync(PhoneLab.Caller, Number, "Hello");
            await new EmailClient(lab.ConnectionString).SendAsync(Azure.WaitUntil.Started, mail, id);
            sms = (await lab.ListAsync("sms"))[0].GetRawText();
            email = (await lab.ListAsync("emails"))[0].GetRawText();
        }

        await using var reborn = await PhoneLab.OpenAsync(journal: store);
        await new EmailClient(reborn.ConnectionString).SendAsync(Azure.WaitUntil.Started, mail, id);

        Assert.Equal(sms, Assert.Single(await reborn.ListAsync("sms")).GetRawText());
        Assert.Equal(email, Assert.Single(await reborn.ListAsync("emails")).GetRawText());
    }
}
