namespace Switchboard.Tests.Infra;

internal enum BicepTokenKind
{
    Word,
    Text,
    Number,
    Symbol,
    Line,
    End,
}

/// <summary>A token of Bicep. A text with expressions in it carries the tokens of each.</summary>
internal sealed record BicepToken(
    BicepTokenKind Kind, string Value, int Line, IReadOnlyList<IReadOnlyList<BicepToken>> Inner)
{
    public bool Is(string symbol) => Kind == BicepTokenKind.Symbol && Value == symbol;
}

/// <summary>Cuts Bicep into tokens. Ends of lines count; comments do not.</summary>
internal sealed class BicepTokens(string source)
{
    private static readonly string[] LongSymbols = ["==", "!=", ">=", "<=", "&&", "||", "??", "=~", "!~"];

    private int _at;
    private int _line = 1;

    public static IReadOnlyList<BicepToken> Of(string source) => [.. new BicepTokens(source).Read(closing: null)];

    private IEnumerable<BicepToken> Read(char? closing)
    {
        var depth = 0;
        while (_at < source.Length)
        {
            var next = source[_at];
            if (closing is not null && depth == 0 && next == closing)
                break;
            if (next == '\n')
            {
                yield return Token(BicepTokenKind.Line, "\n");
                _line++;
                _at++;
            }
            else if (char.IsWhiteSpace(next))
            {
                _at++;
            }
            else if (At("//"))
            {
                _at = Find("\n");
            }
            else if (At("/*"))
            {
                var end = Find("*/") + 2;
                _line += source[_at..end].Count(c => c == '\n');
                _at = end;
            }
            else if (next == '\'')
            {
                yield return At("'''") ? Verbatim() : Text();
            }
            else if (char.IsAsciiLetter(next) || next == '_')
            {
                yield return While(BicepTokenKind.Word, c => char.IsAsciiLetterOrDigit(c) || c == '_');
            }
            else if (char.IsAsciiDigit(next))
            {
                yield return While(BicepTokenKind.Number, char.IsAsciiDigit);
            }
            else
            {
                depth += next switch { '{' => 1, '}' => -1, _ => 0 };
                var symbol = LongSymbols.FirstOrDefault(At) ?? next.ToString();
                yield return Token(BicepTokenKind.Symbol, symbol);
                _at += symbol.Length;
            }
        }

        yield return Token(BicepTokenKind.End, "");
    }

    private bool At(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    private int Find(string text) => source.IndexOf(text, _at, StringComparison.Ordinal) is var found and >= 0
        ? found
        : throw new FormatException($"Line {_line}: no {text.Trim()} follows.");

    private BicepToken Token(BicepTokenKind kind, string value) => new(kind, value, _line, []);

    private BicepToken While(BicepTokenKind kind, Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < source.Length && belongs(source[_at]))
            _at++;
        return Token(kind, source[start.._at]);
    }

    private BicepToken Verbatim()
    {
        _at += 3;
        var end = Find("'''");
        var token = Token(BicepTokenKind.Text, source[_at..end]);
        _line += token.Value.Count(c => c == '\n');
        _at = end + 3;
        return token;
    }

    private BicepToken Text()
    {
        var (line, start) = (_line, ++_at);
        var inner = new List<IReadOnlyList<BicepToken>>();
        while (true)
        {
            if (_at >= source.Length || source[_at] == '\n')
                throw new FormatException($"Line {line}: a text does not end.");
            if (source[_at] == '\'')
                break;
            if (source[_at] == '\\')
            {
                _at += 2;
            }
            else if (At("${"))
            {
                _at += 2;
                inner.Add([.. Read('}')]);
                _at++;
            }
            else
            {
                _at++;
            }
        }

        var text = source[start.._at];
        _at++;
        return new(BicepTokenKind.Text, text, line, inner);
    }
}
