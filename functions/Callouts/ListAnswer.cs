using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Answers requests for lists.</summary>
internal static class ListAnswer
{
    /// <summary>The page that was asked for, or 422 where the query cannot be understood or carried out.</summary>
    public static async Task<IResult> FromAsync<T, TJson>(
        ApiRequest request, Outcome<Query<T>> query, Func<Query<T>, Task<ListPage<T>>> list, Func<T, TJson> show)
        where T : class, ICollected
    {
        if (query is not Outcome<Query<T>>.Success { Value: var understood })
            return ApiResults.From(query, _ => ApiResults.NotFound());
        try
        {
            var page = await list(understood);
            return ApiResults.List(request, page.Items.Select(show), page.Total);
        }
        catch (ListTooLongException tooLong)
        {
            return ApiResults.Unprocessable(ValidationErrors.Of(ValidationErrors.Base, tooLong.Message));
        }
    }

    /// <summary>A page of contacts.</summary>
    public static Task<IResult> ContactsAsync(ApiRequest request, Func<Query<Contact>, Task<ListPage<Contact>>> list) =>
        FromAsync(request, ResourceLists.Contacts.Read(request), list, ContactJson.From);

    /// <summary>Answers about what belongs to something, or 404 where that does not exist.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The id of what it belongs to, as the path has it.</param>
    /// <param name="find">Finds what it belongs to.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IResult> OfAsync<TParent>(
        HttpRequest http,
        string id,
        Func<long, CancellationToken, Task<TParent?>> find,
        Func<ApiRequest, TParent, Task<IResult>> answer,
        CancellationToken cancellation)
        where TParent : class
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await find(ApiIds.Require(id), cancellation) is { } parent
            ? await answer(request, parent)
            : ApiResults.NotFound();
    }
}
