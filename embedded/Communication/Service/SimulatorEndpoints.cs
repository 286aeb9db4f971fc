using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// The control API, under <c>/simulator</c>: what was asked of the network, who is behind its numbers, and what goes
/// wrong in it. No authentication: the port is on loopback and nothing here is real.
/// </summary>
internal sealed class SimulatorEndpoints(
    TelephoneNetwork network,
    CallJournal journal,
    FaultPanel faults,
    EventGrid grid,
    SmsEndpoints sms,
    EmailEndpoints emails)
{
    /// <summary>Serves a request, given the parts of its path after <c>/simulator</c>.</summary>
    public Task HandleAsync(HttpContext context, string[] path, ReadOnlyMemory<byte> body) =>
        (context.Request.Method, path) switch
        {
            ("GET", ["calls"]) => ListCallsAsync(context, CallDirection.Outgoing),
            ("GET", ["incomingCalls"]) => ListCallsAsync(context, CallDirection.Incoming),
            ("POST", ["incomingCalls"]) => CallInAsync(context, RequestBody.Parse(body)),
            ("GET", ["emails"]) => WriteAsync(context, emails.Sent),
            ("GET", ["sms"]) => WriteAsync(context, sms.Sent),
            ("POST", ["sms"]) => ReceiveAsync(context, RequestBody.Parse(body)),
            ("GET", ["people"]) => WriteAsync(context, PeopleSettings.Write(network.People.Profile)),
            ("PUT", ["people"]) => SetPeopleAsync(context, RequestBody.Parse(body)),
            ("GET", ["numbers"]) => ListMagicNumbersAsync(context),
            ("PUT", ["numbers", var number]) => ScriptAsync(context, Number(number), RequestBody.Parse(body)),
            ("DELETE", ["numbers", var number]) => Unscript(context, Number(number)),
            ("GET", ["faults"]) => WriteAsync(context, faults.Current),
            ("PUT", ["faults"]) => SetFaultsAsync(context, RequestBody.Parse(body)),
            ("PUT", ["eventgrid"]) => SubscribeAsync(context, RequestBody.Parse(body)),
            ("DELETE", []) => Reset(context),
            (_, []) => throw ServiceError.MethodNotAllowed("DELETE"),
            (_, ["calls"] or ["emails"] or ["numbers"]) => throw ServiceError.MethodNotAllowed("GET"),
            (_, ["incomingCalls"] or ["sms"]) => throw ServiceError.MethodNotAllowed("GET, POST"),
            (_, ["numbers", _]) => throw ServiceError.MethodNotAllowed("DELETE, PUT"),
            (_, ["eventgrid"]) => throw ServiceError.MethodNotAllowed("PUT"),
            (_, ["faults"] or ["people"]) => throw ServiceError.MethodNotAllowed("GET, PUT"),
            _ => throw ServiceError.NotFound(),
        };

    private Task ListCallsAsync(HttpContext context, CallDirection direction)
    {
        var calls = journal.Calls(direction);
        if (context.Request.Query["to"].FirstOrDefault() is { Length: > 0 } given)
        {
            // A plus that was not escaped arrives as a space.
            var to = given[0] == ' ' ? "+" + given[1..] : given;
            calls = [.. calls.Where(call => call.To == to)];
        }

        return WriteAsync(context, calls);
    }

    private Task CallInAsync(HttpContext context, RequestBody body)
    {
        PersonScript.CheckNames(body, "from", "to");
        return WriteAsync(context, network.CallIn(Number(body, "from"), Number(body, "to")));
    }

    private Task ReceiveAsync(HttpContext context, RequestBody body)
    {
        PersonScript.CheckNames(body, "from", "to", "message");
        var (from, to, message) = (Number(body, "from"), Number(body, "to"), body.RequiredText("message"));
        sms.Receive(from, to, message);
        return WriteAsync(context, new { from, to, message });
    }

    private Task SetPeopleAsync(HttpContext context, RequestBody body)
    {
        network.People.Profile = PeopleSettings.Read(body);
        return WriteAsync(context, PeopleSettings.Write(network.People.Profile));
    }

    private static Task ListMagicNumbersAsync(HttpContext context) => WriteAsync(context, new
    {
        magicEndings = MagicNumbers.Table.ToDictionary(magic => magic.Key, magic => magic.Value.Description),
    });

    private Task ScriptAsync(HttpContext context, string number, RequestBody body)
    {
        var person = PersonScript.Read(body);
        network.People.Script(number, person);
        return WriteAsync(context, PersonScript.Write(number, person));
    }

    private Task Unscript(HttpContext context, string number)
    {
        if (!network.People.Unscript(number))
            throw ServiceError.NotFound();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task SetFaultsAsync(HttpContext context, RequestBody body)
    {
        faults.Current = FaultSettings.Read(body);
        return WriteAsync(context, faults.Current);
    }

    // A null endpoint ends the subscription.
    private async Task SubscribeAsync(HttpContext context, RequestBody body)
    {
        PersonScript.CheckNames(body, "endpoint");
        var endpoint = MediaRequests.ReadCallback(body, "endpoint");
        if (!await grid.SubscribeAsync(endpoint, context.RequestAborted).ConfigureAwait(false))
            throw ServiceError.InvalidArgument("endpoint does not answer the validation handshake.");
        await WriteAsync(context, new { endpoint }).ConfigureAwait(false);
    }

    // People become ordinary again and nothing goes wrong any more; what was recorded stays.
    private Task Reset(HttpContext context)
    {
        network.People.Reset();
        faults.Current = Faults.None;
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static string Number(string number) => PhoneNumbers.IsE164(number)
        ? number
        : throw ServiceError.InvalidArgument($"'{number}' is not a number in E.164 format, such as +447700900123.");

    private static string Number(RequestBody body, string name) => Number(body.RequiredText(name));

    private static Task WriteAsync(HttpContext context, object body) =>
        ServiceJson.WriteAsync(context, 200, body, ServiceJson.Records);
}
