using System.Diagnostics;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Tour;

/// <summary>The tour of the README works as printed, line by line.</summary>
public sealed class ReadmeTourTests
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Every_command_of_the_tour_answers_what_the_page_shows()
    {
        var steps = TourStep.ReadAll(Repository.Read("README.md"));
        Assert.True(steps.Count > 10, $"The tour has {steps.Count} steps");
        await using var app = await SwitchboardProcess.StartAsync(
            new Dictionary<string, string?> { ["EMBEDDED_CLOCK_SPEED"] = "60" });

        foreach (var step in steps)
        {
            var answer = await RunAsync(step.Command, app);
            switch (step.Language)
            {
                case "json":
                    AssertSame(step, JsonNode.Parse(answer), JsonNode.Parse(step.Answer));
                    break;
                case "text":
                    var lines = answer.Split('\n', StringSplitOptions.TrimEntries);
                    Assert.All(step.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
                        Assert.True(lines.Contains(line), $"{step.Command}has no line '{line}' in:\n{answer}"));
                    break;
            }
        }
    }

    [Theory]
    [InlineData("""{"id":1,"created_at":"2017-11-07T08:34:25.880Z"}""", true)]
    [InlineData("""{"id":1,"created_at":"2026-01-01T00:00:00.000Z"}""", true)]
    [InlineData("""{"id":1,"created_at":"yesterday"}""", false)]
    [InlineData("""{"id":2,"created_at":"2017-11-07T08:34:25.880Z"}""", false)]
    [InlineData("""{"id":1,"created_at":"2017-11-07T08:34:25.880Z","status":"x"}""", false)]
    [InlineData("""{"id":1}""", false)]
    public void Timestamps_may_differ_and_nothing_else(string answer, bool same) => Assert.Equal(
        same,
        JsonNode.DeepEquals(
            WithoutTimes(JsonNode.Parse(answer)), WithoutTimes(JsonNode.Parse("""{"id":1,"created_at":"2017-11-07T08:34:25.880Z"}"""))));

    [Fact]
    public void A_step_is_a_command_and_the_answer_under_it()
    {
        var steps = TourStep.ReadAll(
            "## A five-minute tour\n\n```sh\ncurl a\n```\n\ntext\n\n```json\n{}\n```\n\n```sh\ncurl b\n```\n\n```sh\ncurl c\n```\n\n"
            + "```text\nX: 1\n```\n\n## Next\n\n```sh\ncurl d\n```\n");

        Assert.Equal(
            [new("curl a\n", "json", "{}\n"), new("curl b\n", "", ""), new TourStep("curl c\n", "text", "X: 1\n")], steps);
    }

    private static void AssertSame(TourStep step, JsonNode? answer, JsonNode? shown) => Assert.True(
        JsonNode.DeepEquals(WithoutTimes(answer), WithoutTimes(shown)),
        $"{step.Command}answered\n{answer}\nnot\n{shown}");

    /// <summary>Every time in the form of the API becomes the same word.</summary>
    private static JsonNode? WithoutTimes(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(
            field.Key, field.Key.EndsWith("_at") && IsTime(field.Value) ? "a time" : WithoutTimes(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutTimes)]),
        _ => node?.DeepClone(),
    };

    private static bool IsTime(JsonNode? value) =>
        value?.ToString() is { Length: 24 } text && text.EndsWith('Z') && DateTimeOffset.TryParse(text, out _);

    private static async Task<string> RunAsync(string command, SwitchboardProcess app)
    {
        var here = command
            .Replace("localhost:7071", $"127.0.0.1:{app.Port}")
            .Replace("localhost:7072", $"127.0.0.1:{app.Port + 1}");
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", here])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(LongestStep);
        try
        {
            var errors = bash.StandardError.ReadToEndAsync(patience.Token);
            var output = await bash.StandardOutput.ReadToEndAsync(patience.Token);
            await bash.WaitForExitAsync(patience.Token);
            Assert.True(bash.ExitCode == 0, $"{command}ended with {bash.ExitCode}: {await errors}");
            return output;
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{command}did not end. The application said:\n{app.Output}");
        }
    }
}
