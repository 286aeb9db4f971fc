using System.Globalization;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Reads what must hold for the things of a list from parameters; all of it must. What nobody reads is ignored.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="errors">What is wrong with them.</param>
/// <param name="parent">The parameter that they are part of, which is invalid if one of them is; null: none.</param>
internal sealed class FilterReader(JsonObject parameters, ValidationErrors errors, string? parent = null)
{
    private readonly List<Condition> _conditions = [];

    /// <summary>What must hold.</summary>
    public IReadOnlyList<Condition> Conditions => _conditions;

    /// <summary>
    /// A document, of which every leaf must match, as text or as its key's operator says; a leaf without a value must be
    /// absent or null. What is no object is ignored.
    /// </summary>
    /// <param name="name">The parameter and the document.</param>
    /// <param name="withOperators">Whether keys can end in operators; otherwise they are taken as they are.</param>
    public FilterReader Document(string name, bool withOperators = true)
    {
        if (parameters.Object(name) is { } document)
            AddLeaves(name, name, document, withOperators);
        return this;
    }

    /// <summary>What filters of contacts say, keys taken as they are; see <see cref="ContactFilter.Terms"/>.</summary>
    public FilterReader ContactFilters()
    {
        foreach (var (path, part) in parameters.Object(ContactFilter.Parameter) is { } filter ? ContactFilter.Parts(filter) : [])
            AddLeaves(ContactFilter.Parameter, path, part, withOperators: false);
        return this;
    }

    /// <summary>A document for which there is no index.</summary>
    public FilterReader Document<T>(string name, Func<T, JsonObject> document)
        where T : class, ICollected
    {
        var leaves = new FilterReader(parameters, errors).Document(name).Conditions;
        if (leaves.Count > 0)
        {
            _conditions.Add(new Fulfils(thing =>
            {
                var terms = Storage.Terms.OfDocument(name, Storage.Document.Write(document((T)thing))).ToHashSet();
                return leaves.All(leaf => leaf.Holds(thing, terms));
            }));
        }

        return this;
    }

    /// <summary>Filters inside of a parameter; what is no object is ignored.</summary>
    public FilterReader Within(string name, Action<FilterReader> read) => Within(name, read, inner => inner);

    /// <summary>Filters inside of a parameter, of something else than what is listed; what is no object is ignored.</summary>
    public FilterReader Within(
        string name, Action<FilterReader> read, Func<IReadOnlyList<Condition>, IEnumerable<Condition>> mean)
    {
        if (parameters.Object(name) is { } inner)
        {
            var reader = new FilterReader(inner, errors, parent ?? name);
            read(reader);
            _conditions.AddRange(mean(reader.Conditions));
        }

        return this;
    }

    /// <summary>
    /// A whole number for which there is no index: one of a list, or beyond limits, with <c>_gt</c>, <c>_gteq</c>,
    /// <c>_lt</c> and <c>_lteq</c> after its name. A limit that is no number is ignored.
    /// </summary>
    public FilterReader Number<T>(string name, Func<T, long> value)
        where T : class, ICollected
    {
        List<T>(name, thing => value(thing).ToString(CultureInfo.InvariantCulture));
        foreach (var (comparison, holds) in new (string, Func<double, double, bool>)[]
        {
            ("gt", (own, limit) => own > limit),
            ("gteq", (own, limit) => own >= limit),
            ("lt", (own, limit) => own < limit),
            ("lteq", (own, limit) => own <= limit),
        })
        {
            if (parameters.Text($"{name}_{comparison}") is { } text && ScalarText.Number(text) is { } limit)
                _conditions.Add(new Fulfils(thing => holds(value((T)thing), limit)));
        }

        return this;
    }

    /// <summary>
    /// A list of values, separated by commas, one of which a thing must have. What is sent as anything else is invalid:
    /// it meant some things, and must not mean all.
    /// </summary>
    public FilterReader List(string name, Func<IReadOnlyList<string>, Condition> condition)
    {
        if (Texts(name) is { } values)
            _conditions.Add(condition(values));
        else
            errors.AddIf(parameters.Has(name), parent ?? name, ValidationErrors.Invalid);
        return this;
    }

    /// <summary>A list of values for which there is no index.</summary>
    public FilterReader List<T>(string name, Func<T, string?> value)
        where T : class, ICollected =>
        List(name, values => new Fulfils(thing => value((T)thing) is { } own && values.Contains(own)));

    /// <summary>A condition that is true or false; anything else is ignored.</summary>
    public FilterReader Flag<T>(string name, Func<T, bool> value)
        where T : class, ICollected
    {
        if (parameters.Flag(name) is { } expected)
            _conditions.Add(new Fulfils(thing => value((T)thing) == expected));
        return this;
    }

    /// <summary>Spans of time; see <see cref="TimeFilter"/>.</summary>
    public FilterReader Times()
    {
        _conditions.AddRange(TimeFilter.Read(parameters, "created_at", TimeColumn.Created));
        _conditions.AddRange(TimeFilter.Read(parameters, "updated_at", TimeColumn.Updated));
        return this;
    }

    /// <summary>Spans of a time for which there is no index; what has none is not meant.</summary>
    public FilterReader Times<T>(string name, Func<T, DateTimeOffset?> value)
        where T : class, ICollected
    {
        _conditions.AddRange(TimeFilter.Read(parameters, name, (from, to) =>
            new Fulfils(thing => value((T)thing) is { UtcTicks: var ticks } && ticks >= from && ticks < to)));
        return this;
    }

    /// <summary>The leaves of a document that is found at <paramref name="path"/>. An object within it must have some.</summary>
    /// <param name="attribute">What is invalid if one of them is.</param>
    /// <param name="path">Where.</param>
    /// <param name="document">The document.</param>
    /// <param name="withOperators">Whether keys can end in operators.</param>
    public void AddLeaves(string attribute, string path, JsonObject document, bool withOperators)
    {
        foreach (var (key, value) in document)
        {
            var comparison = withOperators ? FilterOperator.Of(key) : new FilterOperator(key, "");
            var at = Storage.Terms.PathOf(path, comparison.Key);
            if (value is JsonObject { Count: > 0 } inner && comparison.Name == "")
                AddLeaves(attribute, at, inner, withOperators);
            else if (value is not JsonObject && comparison.Condition(at, value) is { } condition)
                _conditions.Add(condition);
            else
                errors.Add(attribute, ValidationErrors.Invalid);
        }
    }

    private IReadOnlyList<string>? Texts(string name) => parameters[name] switch
    {
        JsonValue value => value.Scalar().Split(','),
        JsonArray array when array.All(element => element is JsonValue) =>
            [.. array.Select(element => ((JsonValue)element!).Scalar())],
        _ => null,
    };
}
