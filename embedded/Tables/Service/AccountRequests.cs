using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// What an account says of itself: the properties of its Table service, its replication, and the access policies of its
/// tables. They are kept and told as they were set; nobody is logged, measured or let in by them.
/// </summary>
internal sealed class AccountRequests(TableStore store)
{
    private const string Account = "$account";
    private const string Service = "service";
    private const string Policies = "policies";
    private const int MostPolicies = 5;

    private static readonly string[] Sections = ["Logging", "HourMetrics", "MinuteMetrics", "Cors", "DefaultServiceVersion"];

    private static XElement Defaults => XElement.Parse(
        """
        <StorageServiceProperties>
          <Logging>
            <Version>1.0</Version><Delete>false</Delete><Read>false</Read><Write>false</Write>
            <RetentionPolicy><Enabled>false</Enabled></RetentionPolicy>
          </Logging>
          <HourMetrics>
            <Version>1.0</Version><Enabled>false</Enabled><RetentionPolicy><Enabled>false</Enabled></RetentionPolicy>
          </HourMetrics>
          <MinuteMetrics>
            <Version>1.0</Version><Enabled>false</Enabled><RetentionPolicy><Enabled>false</Enabled></RetentionPolicy>
          </MinuteMetrics>
          <Cors />
        </StorageServiceProperties>
        """);

    public async ValueTask<TableResponse> AnswerAsync(TableRequest request, TablePath path, bool secondary) =>
        (path.Resource, request.Method, request.Parameter("comp")) switch
        {
            (TableResource.Account, "GET", "stats") => secondary ? Statistics() : TableResponse.Of(TableFailure.InvalidQueryValue),
            (TableResource.Account, "GET", "properties") => Xml(Read(Service, Service) ?? Defaults),
            (TableResource.Account, "PUT", "properties") => await SetPropertiesAsync(request).ConfigureAwait(false),
            (TableResource.Rows, "GET", "acl") => PoliciesOf(path.Name),
            (TableResource.Rows, "PUT", "acl") => await SetPoliciesAsync(request, path.Name).ConfigureAwait(false),
            (_, "GET" or "PUT", _) => TableResponse.Of(TableFailure.InvalidQueryValue),
            _ => TableResponse.Of(TableFailure.MethodNotAllowed),
        };

    /// <summary>What is kept of a table besides its rows goes with it.</summary>
    public Task ForgetAsync(string table) => Read(Policies, table.ToUpperInvariant()) is null
        ? Task.CompletedTask
        : store.CommitAsync([new RowWrite(Account, Policies, table.ToUpperInvariant(), null)]);

    // There is one copy, which is as new as can be.
    private TableResponse Statistics() => Xml(new XElement(
        "StorageServiceStats",
        new XElement(
            "GeoReplication",
            new XElement("Status", "live"),
            new XElement("LastSyncTime", store.LastWrite.ToString("R", CultureInfo.InvariantCulture)))));

    // What is not named stays as it is.
    private async ValueTask<TableResponse> SetPropertiesAsync(TableRequest request)
    {
        var wished = Parse(request.Body, "StorageServiceProperties");
        if (wished.Elements().Any(section => !Sections.Contains(section.Name.LocalName)))
            return TableResponse.Of(TableFailure.InvalidXmlDocument);
        var properties = Read(Service, Service) ?? Defaults;
        foreach (var section in wished.Elements())
        {
            properties.Element(section.Name)?.Remove();
            properties.Add(section);
        }

        await WriteAsync(Service, Service, properties).ConfigureAwait(false);
        return new TableResponse(202);
    }

    private TableResponse PoliciesOf(string table) => store.Exists(table)
        ? Xml(Read(Policies, table.ToUpperInvariant()) ?? new XElement("SignedIdentifiers"))
        : TableResponse.Of(TableFailure.TableNotFound);

    private async ValueTask<TableResponse> SetPoliciesAsync(TableRequest request, string table)
    {
        var policies = request.Body.IsEmpty ? new XElement("SignedIdentifiers") : Parse(request.Body, "SignedIdentifiers");
        if (policies.Elements().Count() > MostPolicies)
            return TableResponse.Of(TableFailure.InvalidXmlDocument);
        if (!store.Exists(table))
            return TableResponse.Of(TableFailure.TableNotFound);
        await WriteAsync(Policies, table.ToUpperInvariant(), policies).ConfigureAwait(false);
        return new TableResponse(204);
    }

    private XElement? Read(string kind, string name) => store.Get(Account, kind, name) is { } row
        ? XElement.Parse(Encoding.UTF8.GetString(row.Properties.Span))
        : null;

    private Task WriteAsync(string kind, string name, XElement xml) =>
        store.CommitAsync([new RowWrite(Account, kind, name, Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting)))]);

    private static TableResponse Xml(XElement xml) => new(200)
    {
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?>{xml.ToString(SaveOptions.DisableFormatting)}"),
    };

    private static XElement Parse(ReadOnlyMemory<byte> body, string root)
    {
        try
        {
            // No document of this service has a DTD, and one could be made to grow without end.
            using var reader = XmlReader.Create(
                new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var xml = XElement.Load(reader);
            if (xml.Name == root)
                return xml;
        }
        catch (XmlException)
        {
            // Refused below.
        }

        throw TableFailure.InvalidXmlDocument.AsException();
    }
}
