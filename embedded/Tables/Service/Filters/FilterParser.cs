using System.Globalization;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Reads a <c>$filter</c>: <c>or</c> binds weakest, then <c>and</c>, then <c>not</c>, then comparisons.</summary>
internal ref struct FilterParser
{
    // Deeper nesting than any client writes would only serve to exhaust the stack.
    private const int MostDepth = 200;

    private readonly ReadOnlySpan<char> _text;
    private readonly List<string> _properties = [];
    private int _at;
    private int _comparisons;
    private int _depth;

    private FilterParser(ReadOnlySpan<char> text) => _text = text;

    /// <exception cref="TableFailureException">It is no filter.</exception>
    public static Filter Parse(string text)
    {
        var parser = new FilterParser(text);
        var condition = parser.Or();
        parser.SkipSpaces();
        if (parser._at < text.Length)
            throw Invalid(parser._at);
        return new Filter(condition, parser._properties);
    }

    private static TableFailureException Invalid(int position) => new(new TableFailure(
        400,
        "InvalidInput",
        $"One of the request inputs is not valid. Syntax error at position {position} in $filter."));

    private FilterNode Or()
    {
        var left = And();
        while (Keyword("or"))
            left = new OrNode(left, And());
        return left;
    }

    private FilterNode And()
    {
        var left = Not();
        while (Keyword("and"))
            left = new AndNode(left, Not());
        return left;
    }

    private FilterNode Not()
    {
        if (++_depth > MostDepth)
            throw Invalid(_at);
        var condition = Keyword("not") ? new NotNode(Not()) : Condition();
        _depth--;
        return condition;
    }

    private FilterNode Condition()
    {
        SkipSpaces();
        if (_at < _text.Length && _text[_at] == '(')
        {
            _at++;
            var inner = Or();
            SkipSpaces();
            if (_at >= _text.Length || _text[_at] != ')')
                throw Invalid(_at);
            _at++;
            return inner;
        }

        var (property, value) = Operand();
        if (Operator() is not { } comparison)
        {
            return property >= 0 ? new TruthNode(property)
                : value is { Type: EdmType.Boolean } ? new ConstantNode(value.Integer == 1)
                : throw Invalid(_at);
        }

        if (++_comparisons > Filter.MostComparisons)
            throw Invalid(_at);
        var (otherProperty, otherValue) = Operand();
        return (property >= 0, otherProperty >= 0) switch
        {
            (true, true) => new PropertiesNode(property, comparison, otherProperty),
            (true, false) => new ComparisonNode(property, comparison, otherValue),
            (false, true) => new ComparisonNode(otherProperty, comparison.Mirrored(), value),
            _ => new ConstantNode(comparison.Holds(value, otherValue)),
        };
    }

    // A property (its index) or a value (and -1).
    private (int Property, EdmValue Value) Operand()
    {
        SkipSpaces();
        if (_at >= _text.Length)
            throw Invalid(_at);

        var first = _text[_at];
        if (first == '\'')
            return (-1, EdmValue.Of(Quoted()));
        if (char.IsAsciiDigit(first) || first is '-' or '+' or '.')
            return (-1, Number());
        if (!char.IsLetter(first) && first != '_')
            throw Invalid(_at);

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        var word = _text[start.._at].ToString();
        if (_at < _text.Length && _text[_at] == '\'')
            return (-1, Prefixed(word, start));
        return word switch
        {
            "true" => (-1, EdmValue.Of(true)),
            "false" => (-1, EdmValue.Of(false)),
            "NaN" => (-1, EdmValue.Of(double.NaN)),
            "Infinity" or "INF" => (-1, EdmValue.Of(double.PositiveInfinity)),
            "null" => throw Invalid(start),
            _ => (Property(word), default),
        };
    }

    private readonly int Property(string name)
    {
        var index = _properties.IndexOf(name);
        if (index >= 0)
            return index;
        _properties.Add(name);
        return _properties.Count - 1;
    }

    private EdmValue Prefixed(string prefix, int start)
    {
        var text = Quoted();
        switch (prefix)
        {
            case "datetime" when EdmMoment.TryParse(text, out var ticks):
                return EdmValue.OfMoment(ticks);
            case "guid" when Guid.TryParse(text, out var guid):
                return EdmValue.Of(guid);
            case "X" or "binary" when text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit):
                return EdmValue.Of(Convert.FromHexString(text));
            default:
                throw Invalid(start);
        }
    }

    private EdmValue Number()
    {
        var start = _at;
        _at++;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.'
            || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        var text = _text[start.._at];
        const NumberStyles integer = NumberStyles.AllowLeadingSign;
        if (text is "-Infinity" or "-INF")
            return EdmValue.Of(double.NegativeInfinity);
        if (text[^1] is 'L' or 'l')
        {
            return long.TryParse(text[..^1], integer, CultureInfo.InvariantCulture, out var large)
                ? EdmValue.Of(large)
                : throw Invalid(start);
        }

        if (int.TryParse(text, integer, CultureInfo.InvariantCulture, out var small))
            return EdmValue.Of(small);
        if (long.TryParse(text, integer, CultureInfo.InvariantCulture, out var unmarked))
            return EdmValue.Of(unmarked);
        if (text[^1] is 'd' or 'D' or 'f' or 'F' or 'm' or 'M')
            text = text[..^1];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? EdmValue.Of(real)
            : throw Invalid(start);
    }

    // At an opening quote; two quotes inside stand for one.
    private string Quoted()
    {
        var start = ++_at;
        var doubled = false;
        while (true)
        {
            var quote = _text[_at..].IndexOf('\'');
            if (quote < 0)
                throw Invalid(_text.Length);
            _at += quote + 1;
            if (_at >= _text.Length || _text[_at] != '\'')
                break;
            doubled = true;
            _at++;
        }

        var text = _text[start..(_at - 1)].ToString();
        return doubled ? text.Replace("''", "'", StringComparison.Ordinal) : text;
    }

    private Comparison? Operator()
    {
        SkipSpaces();
        return Keyword("eq") ? Comparison.Equal
            : Keyword("ne") ? Comparison.NotEqual
            : Keyword("gt") ? Comparison.Greater
            : Keyword("ge") ? Comparison.GreaterOrEqual
            : Keyword("lt") ? Comparison.Less
            : Keyword("le") ? Comparison.LessOrEqual
            : null;
    }

    // A whole word, and then not a part of a longer one.
    private bool Keyword(string word)
    {
        SkipSpaces();
        if (!_text[_at..].StartsWith(word))
            return false;
        var end = _at + word.Length;
        if (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_'))
            return false;
        _at = end;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
