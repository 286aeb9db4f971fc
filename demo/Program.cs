// The main job of Switchboard from end to end: a town is warned by phone. Everything below is said to the application
// over HTTP, as the API reference says it with curl; the people who answer live in the simulated phone network.
using Switchboard.Demo;

const string town = "Carlisle";
var serve = args.Contains("--serve");

using var interruption = new Interruption();
var cancellation = interruption.Token;
var screen = new Screen();

try
{
    await using var app = await ApplicationProcess.StartAsync(cancellation);
    screen.Say($"Switchboard listens on {app.Functions} and its phone network on {app.PhoneNetwork}; "
        + $"its clock runs {ApplicationProcess.ClockSpeed} times as fast as ours.");
    try
    {
        using var api = new ApiClient(app.Functions);
        using var network = new PhoneNetworkClient(app.PhoneNetwork);

        var people = Person.ReadAll();
        await screen.ShowProgressAsync(
            $"Importing {people.Count} contacts", people.Count, report => api.ImportAsync(people, report, cancellation));

        var callout = await api.CreateCalloutAsync(new() { ["purpose"] = "flood warning" }, cancellation);
        var population = await api.CreatePopulationAsync(callout, location: town, cancellation);
        var preview = await api.PreviewAsync(population, cancellation);
        screen.Say($"Callout {callout} is for the {preview.Total} people in {town}.");

        await api.QueueAsync(population, cancellation);
        await api.WaitUntilPopulatedAsync(population, cancellation);
        await api.StartAsync(callout, cancellation);
        var statistics = await screen.ShowProgressAsync(
            $"Calling {town}", preview.Total, report => Calls.WatchAsync(api, callout, report, cancellation));
        screen.Show(statistics);

        var books = Books.Check(new(
            Expected: people.Count(person => person.Location == town),
            preview,
            statistics,
            await network.GetCallsAsync(cancellation)));
        screen.Show(books);

        if (serve)
            await screen.ServeAsync(app, cancellation);
        return books.All(entry => entry.Holds) ? 0 : 1;
    }
    catch (Exception failure) when (failure is HttpRequestException or DemoException)
    {
        screen.Fail(failure.Message, app.LastWords);
        return 1;
    }
}
catch (DemoException failure)
{
    screen.Fail(failure.Message, []);
    return 1;
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    screen.Say("Interrupted.");
    return 130;
}
