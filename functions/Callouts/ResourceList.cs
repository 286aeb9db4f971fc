using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// How lists of a kind of thing are asked for: what they can be filtered by, at the top level of the parameters and
/// under <c>q</c> alike, and what they can be sorted by (<c>sort=created_at,-id</c>).
/// </summary>
/// <param name="filters">Reads the filters.</param>
/// <param name="columns">The columns to sort by, besides <c>id</c>, <c>created_at</c> and <c>updated_at</c>.</param>
internal sealed class ResourceList<T>(Action<FilterReader> filters, params (string Name, Func<T, IComparable?> Value)[] columns)
    where T : class, ICollected
{
    private readonly Dictionary<string, Func<T, IComparable?>> _columns = new(
        [
            new(Query<T>.Id, thing => thing.Id),
            new(Query<T>.CreatedAt, thing => thing.CreatedAt),
            new(Query<T>.UpdatedAt, thing => thing.UpdatedAt),
            .. columns.Select(column => KeyValuePair.Create(column.Name, column.Value)),
        ],
        StringComparer.Ordinal);

    /// <summary>Reads the query of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="also">What must hold besides.</param>
    public Outcome<Query<T>> Read(ApiRequest request, params IEnumerable<Condition> also)
    {
        var errors = new ValidationErrors();
        var conditions = also.Concat(Filters(request.Params, errors)).ToList();
        var sort = Sort(request.Params, errors);
        return errors.Any ? errors : new Query<T>(conditions, sort, request.Paging.Skip, request.Paging.PerPage);
    }

    private IEnumerable<Condition> Filters(JsonObject parameters, ValidationErrors errors)
    {
        foreach (var source in new[] { parameters, parameters.Object("q") })
        {
            if (source is null)
                continue;
            var reader = new FilterReader(source, errors);
            filters(reader);
            foreach (var condition in reader.Conditions)
                yield return condition;
        }
    }

    private List<SortKey<T>> Sort(JsonObject parameters, ValidationErrors errors)
    {
        var keys = new List<SortKey<T>>();
        if (!parameters.Has("sort") || parameters.Text("sort") is "")
            return keys;
        foreach (var text in (parameters.Text("sort") ?? "?").Split(',', StringSplitOptions.TrimEntries))
        {
            var name = text.TrimStart('-');
            if (text.Length - name.Length <= 1 && _columns.TryGetValue(name, out var value))
                keys.Add(new SortKey<T>(name, value, text.StartsWith('-')));
            else
                errors.Add("sort", ValidationErrors.NotIncluded);
        }

        return keys;
    }
}
