using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>The API of contacts.</summary>
public sealed class ContactFunctions(Contacts contacts, ContactImport import)
{
    /// <summary><c>GET /api/contacts</c>: a page of the contacts, filtered by <c>msisdn</c> and <c>metadata</c>.</summary>
    [Function(nameof(ListContacts))]
    public async Task<IResult> ListContacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await ListAnswer.ContactsAsync(request, query => contacts.PageAsync(query, cancellation));
    }

    /// <summary><c>POST /api/contacts</c>: creates a contact from <c>msisdn</c> and <c>metadata</c>.</summary>
    [Function(nameof(CreateContact))]
    public async Task<IResult> CreateContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await contacts.CreateAsync(ContactChange.ToCreate(request.Params), cancellation);
        return ApiResults.From(outcome, contact =>
            ApiResults.Created($"/api/contacts/{contact.Id}", ContactJson.From(contact)));
    }

    /// <summary><c>GET /api/contacts/{id}</c>: a contact.</summary>
    [Function(nameof(ShowContact))]
    public async Task<IResult> ShowContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await contacts.FindAsync(ApiIds.Require(id), cancellation) is { } contact
            ? ApiResults.Ok(ContactJson.From(contact))
            : ApiResults.NotFound();

    /// <summary><c>PUT</c> or <c>PATCH /api/contacts/{id}</c>: replaces what is mentioned of a contact.</summary>
    [Function(nameof(UpdateContact))]
    public async Task<IResult> UpdateContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/contacts/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await contacts.UpdateAsync(
            ApiIds.Require(id), ContactChange.ToUpdate(request.Params), cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary><c>DELETE /api/contacts/{id}</c>: deletes a contact that takes part in no callout.</summary>
    [Function(nameof(DeleteContact))]
    public async Task<IResult> DeleteContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        ApiResults.From(await contacts.DeleteAsync(ApiIds.Require(id), cancellation), _ => ApiResults.NoContent());

    /// <summary>
    /// <c>POST /api/contact_data</c>: creates the contact with <c>msisdn</c>, or updates its <c>metadata</c> as
    /// <c>metadata_merge_mode</c> says.
    /// </summary>
    [Function(nameof(CreateContactData))]
    public async Task<IResult> CreateContactData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contact_data")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await contacts.UpsertAsync(ContactChange.ToCreate(request.Params), cancellation);
        return ApiResults.From(outcome, upserted =>
            ApiResults.Created($"/api/contacts/{upserted.Contact.Id}", ContactJson.From(upserted.Contact)));
    }

    /// <summary>
    /// <c>POST /api/contacts/import</c>: creates or updates the contact of each line of a CSV (<c>text/csv</c>) or NDJSON
    /// (<c>application/x-ndjson</c>) body, as <c>metadata_merge_mode</c> says, in the query for all or in a line of NDJSON for
    /// itself; see <see cref="ContactImport"/> for the lines of the answer.
    /// </summary>
    [Function(nameof(ImportContacts))]
    public async Task<IResult> ImportContacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts/import")] HttpRequest http,
        CancellationToken cancellation)
    {
        var errors = new ValidationErrors();
        var mode = MetadataChange.ReadMode(RackForm.Parse(http.QueryString.Value ?? ""), errors);
        if (errors.Any)
            return ApiResults.Unprocessable(errors);
        var lines = await ContactLines.OpenAsync(http, mode, cancellation);
        return ApiResults.From(
            lines, read => new ImportAnswer((progress, report) => import.RunAsync(read, progress, report, cancellation)));
    }
}
