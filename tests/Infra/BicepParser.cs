namespace Switchboard.Tests.Infra;

/// <summary>
/// Reads as much of Bicep as this repository uses: parameters, variables, resources, modules, outputs, and which names
/// are used where.
/// </summary>
internal sealed class BicepParser
{
    private readonly IReadOnlyList<BicepToken> _tokens;
    private readonly List<string> _loops = [];
    private int _at;

    private BicepParser(IReadOnlyList<BicepToken> tokens) => _tokens = tokens;

    private BicepToken Next => _tokens[_at];

    /// <exception cref="FormatException">It is not what this reads.</exception>
    public static BicepFile Parse(string path, string source) => new BicepParser(BicepTokens.Of(source)).File(path);

    private BicepFile File(string path)
    {
        var parameters = new List<BicepParameter>();
        var variables = new Dictionary<string, BicepValue>();
        var resources = new List<BicepResource>();
        var modules = new List<BicepModule>();
        var outputs = new List<BicepOutput>();
        var values = new List<BicepValue>();
        var decorators = new List<string>();
        for (SkipLines(); Next.Kind != BicepTokenKind.End; SkipLines())
        {
            if (Take("@"))
            {
                decorators.Add(Word());
                Value();
                continue;
            }

            var keyword = Word();
            if (keyword == "targetScope")
            {
                Expect("=");
                values.Add(Value());
                continue;
            }

            var name = Word();
            switch (keyword)
            {
                case "param":
                    Word();
                    var hasDefault = Take("=");
                    if (hasDefault)
                        values.Add(Value());
                    parameters.Add(new(name, hasDefault, decorators.Contains("secure")));
                    break;
                case "var":
                    Expect("=");
                    values.Add(variables[name] = Value());
                    break;
                case "output":
                    Word();
                    Expect("=");
                    var output = Value();
                    values.Add(output);
                    outputs.Add(new(name, output));
                    break;
                case "resource" or "module":
                    var target = ((BicepText)Value(stop: "=", orWord: "existing")).Text;
                    var exists = keyword == "resource" && Next is { Kind: BicepTokenKind.Word, Value: "existing" };
                    if (exists)
                        _at++;
                    Expect("=");
                    var whole = Value();
                    values.Add(whole);
                    var body = whole.Objects.First();
                    if (keyword == "module")
                        modules.Add(new(name, target, body, whole));
                    else
                        resources.Add(new(name, target.Split('@')[0], target.Split('@').ElementAtOrDefault(1) ?? "", exists, body, whole));
                    break;
                default:
                    throw Unexpected();
            }

            decorators.Clear();
        }

        return new(path, parameters, variables, resources, modules, outputs, values);
    }

    // Up to the end of the line or of what is around it. A bare object or text is one; all else is an expression.
    private BicepValue Value(string? stop = null, string? orWord = null)
    {
        var references = new List<IReadOnlyList<string>>();
        var parts = new List<BicepValue>();
        var loops = _loops.Count;
        var start = _at;
        while (!Ends(stop, orWord))
            Part(parts, references);
        _loops.RemoveRange(loops, _loops.Count - loops);
        if (start == _at)
            throw Unexpected();

        BicepValue value = parts is [BicepObject or BicepText] && _at - start >= 1 && IsBare(start)
            ? parts[0]
            : new BicepExpression(string.Concat(_tokens.Skip(start).Take(_at - start).Select(token => token.Value)), parts);
        value.References.AddRange(references);
        return value;
    }

    private bool IsBare(int start) =>
        _tokens[start].Kind == BicepTokenKind.Text ? _at == start + 1 : _tokens[start].Is("{") && _tokens[_at - 1].Is("}");

    private bool Ends(string? stop, string? orWord) =>
        Next.Kind is BicepTokenKind.Line or BicepTokenKind.End
        || Next.Is("}") || Next.Is("]") || Next.Is(")") || Next.Is(",")
        || (stop is not null && Next.Is(stop))
        || (orWord is not null && Next is { Kind: BicepTokenKind.Word } && Next.Value == orWord);

    private void Part(List<BicepValue> parts, List<IReadOnlyList<string>> references)
    {
        switch (Next)
        {
            case { Kind: BicepTokenKind.Text }:
                Add(new BicepText(Next.Value), Next.Inner.Select(inner => new BicepParser(inner).Inside(_loops)));
                _at++;
                break;
            case { Kind: BicepTokenKind.Word, Value: "for" }:
                _at++;
                if (Take("("))
                {
                    _loops.Add(Word());
                    Expect(",");
                    _loops.Add(Word());
                    Expect(")");
                }
                else
                {
                    _loops.Add(Word());
                }

                if (Word() != "in")
                    throw Unexpected();
                var source = Value(stop: ":");
                references.AddRange(source.References);
                Expect(":");
                break;
            case { Kind: BicepTokenKind.Word } when _at > 0 && _tokens[_at - 1].Is("."):
                _at++;
                break;
            case { Kind: BicepTokenKind.Word, Value: "if" or "true" or "false" or "null" }:
                _at++;
                break;
            case { Kind: BicepTokenKind.Word }:
                if (Chain() is { } chain)
                    references.Add(chain);
                break;
            case var open when open.Is("{"):
                _at++;
                Add(Object(), []);
                break;
            case var open when open.Is("[") || open.Is("("):
                _at++;
                Group(open.Is("[") ? "]" : ")");
                break;
            default:
                _at++;
                break;
        }

        void Add(BicepValue value, IEnumerable<BicepValue> inner)
        {
            parts.Add(value);
            references.AddRange(value.References);
            foreach (var part in inner)
                references.AddRange(part.References);
        }

        void Group(string close)
        {
            for (Separators(); !Take(close); Separators())
            {
                var value = Value();
                parts.Add(value);
                references.AddRange(value.References);
            }
        }
    }

    private BicepValue Inside(List<string> loops)
    {
        _loops.AddRange(loops);
        return Value();
    }

    // A name with what follows its dots; null for the variable of a loop.
    private List<string>? Chain()
    {
        var chain = new List<string> { Word() };
        while (true)
        {
            if (Next.Is("("))
            {
                chain[^1] += "()";
                break;
            }

            var dot = _at;
            while (_tokens[dot].Is("!") || _tokens[dot].Is("."))
                dot++;
            if (_tokens[dot].Is("?"))
                dot++;
            if (dot == _at || !_tokens.Skip(_at).Take(dot - _at).Any(token => token.Is(".")) || _tokens[dot].Kind != BicepTokenKind.Word)
                break;
            _at = dot;
            chain.Add(Word());
        }

        return _loops.Contains(chain[0]) ? null : chain;
    }

    private BicepObject Object()
    {
        var members = new Dictionary<string, BicepValue>();
        var references = new List<IReadOnlyList<string>>();
        for (Separators(); !Take("}"); Separators())
        {
            if (Next.Kind is not (BicepTokenKind.Word or BicepTokenKind.Text))
                throw Unexpected();
            foreach (var inner in Next.Inner)
                references.AddRange(new BicepParser(inner).Inside(_loops).References);
            var name = Next.Value;
            _at++;
            Expect(":");
            var value = Value();
            references.AddRange(value.References);
            if (!members.TryAdd(name, value))
                throw new FormatException($"Line {Next.Line}: {name} is there twice.");
        }

        var found = new BicepObject(members);
        found.References.AddRange(references);
        return found;
    }

    private void Separators()
    {
        while (Next.Kind == BicepTokenKind.Line || Next.Is(","))
            _at++;
        if (Next.Kind == BicepTokenKind.End)
            throw Unexpected();
    }

    private void SkipLines()
    {
        while (Next.Kind == BicepTokenKind.Line)
            _at++;
    }

    private bool Take(string symbol)
    {
        if (!Next.Is(symbol))
            return false;
        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected();
    }

    private string Word()
    {
        if (Next.Kind != BicepTokenKind.Word)
            throw Unexpected();
        return _tokens[_at++].Value;
    }

    private FormatException Unexpected() => new($"Line {Next.Line}: did not expect '{Next.Value.Trim()}'.");
}
