using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.App;

/// <summary>Performs a document, top to bottom, on the Table service of this process and on Azurite.</summary>
public abstract partial class Walkthrough(ITableCloud tables)
{
    /// <summary>How the document's API writes moments, in quotes.</summary>
    private protected virtual Regex Moment => ApiTimestamp();

    private protected Task<SwitchboardApp> StartAsync(params (string Name, string Value)[] settings) =>
        SwitchboardApp.StartAsync(new()
        {
            Settings = settings.Append(("AzureWebJobsStorage", tables.NewConnectionString()))
                .ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
        });

    /// <summary>The body is this JSON, key by key in this order, with a moment wherever it says T.</summary>
    private protected async Task AssertShows(
        string expected, HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = (await ApiClient.JsonAsync(response, status)).ToJsonString();
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Moment.Replace(body, "\"T\""));
    }

    [GeneratedRegex("""
        "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
        """)]
    private static partial Regex ApiTimestamp();
}
