using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace Switchboard.Embedded.Tables;

/// <summary>
/// A LINQ predicate as an OData filter. What does not depend on the entity is evaluated; what does is a property, a
/// comparison of one with a value, or a combination of those. Anything else is refused with what it was.
/// </summary>
internal sealed class FilterExpression
{
    private readonly ParameterExpression _entity;

    private FilterExpression(ParameterExpression entity) => _entity = entity;

    public static string Of<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterExpression(filter.Parameters[0]).Condition(filter.Body);
    }

    private string Condition(Expression expression)
    {
        expression = Plain(expression);
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both:
                return $"({Condition(both.Left)}) and ({Condition(both.Right)})";
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either:
                return $"({Condition(either.Left)}) or ({Condition(either.Right)})";
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return $"not ({Condition(not.Operand)})";
            case BinaryExpression comparison when Operator(comparison.NodeType) is { } symbol:
                return Comparison(comparison.Left, symbol, comparison.Right);
            case MethodCallExpression { Method.Name: nameof(Equals) } call when Operands(call) is var (left, right):
                return Comparison(left, "eq", right);
            case MethodCallExpression { Method.Name: "Equals" or "Compare" } call:
                throw Refused(call, "the Table service compares ordinally and knows no StringComparison");
        }

        if (PropertyName(expression) is { } name)
            return $"{name} eq true";
        return !DependsOnEntity(expression)
            ? ODataLiteral.Of(Evaluate(expression))
            : throw Refused(expression, "a filter compares properties with values");
    }

    private string Comparison(Expression left, string symbol, Expression right)
    {
        left = Plain(left);
        right = Plain(right);

        // string.Compare(a, b) > 0 and a.CompareTo(b) > 0 say a > b.
        if (left is MethodCallExpression { Method.Name: "Compare" or "CompareTo" } call && DependsOnEntity(call))
        {
            return !DependsOnEntity(right) && Evaluate(right) is 0 && Operands(call) is var (first, second)
                ? Comparison(first, symbol, second)
                : throw Refused(call, "compare without a StringComparison, and the result with 0");
        }

        if (PropertyName(left) is { } name)
            return $"{name} {symbol} {Value(right, left)}";
        if (PropertyName(right) is { } mirrored)
            return $"{mirrored} {Mirrored(symbol)} {Value(left, right)}";
        return Condition(left) + $" {symbol} " + Condition(right);
    }

    private string Value(Expression expression, Expression property)
    {
        if (PropertyName(expression) is { } name)
            return name;
        if (DependsOnEntity(expression))
            throw Refused(expression, "a property is compared with a value");

        var value = Evaluate(expression);
        var type = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
        if (value is null)
            return "null";
        if (type.IsEnum)
            value = value is string ? value : Enum.ToObject(type, value);
        else if (type == typeof(long) || type == typeof(double))
            value = Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
        return ODataLiteral.Of(value);
    }

    // Two operands of Equals, Compare or CompareTo; null when there is a third (a StringComparison).
    private static (Expression Left, Expression Right)? Operands(MethodCallExpression call) =>
        (call.Object, call.Arguments.Count) switch
        {
            ({ } left, 1) => (left, call.Arguments[0]),
            (null, 2) => (call.Arguments[0], call.Arguments[1]),
            _ => null,
        };

    private string? PropertyName(Expression expression) => Plain(expression) switch
    {
        MemberExpression { Member: PropertyInfo property } member when Plain(member.Expression) == _entity =>
            property.DeclaringType == typeof(Models.TableItem) && property.Name == nameof(Models.TableItem.Name)
                ? "TableName"
                : EntityType.NameOf(property),
        MemberExpression { Member.Name: "Value" } value
            when Nullable.GetUnderlyingType(value.Member.DeclaringType!) is not null
                && value.Expression is MemberExpression nullable => PropertyName(nullable),
        MethodCallExpression { Method.Name: "get_Item" or "GetValueOrDefault" } call
            when Plain(call.Object) == _entity && call.Arguments is [var key] => (string)Evaluate(key)!,
        MethodCallExpression { Method.Name: var name } call
            when call.Object is not null && Plain(call.Object) == _entity
                && name.StartsWith("Get", StringComparison.Ordinal)
                && call.Method.DeclaringType == typeof(TableEntity) && call.Arguments is [var key] =>
            (string)Evaluate(key)!,
        _ => null,
    };

    private bool DependsOnEntity(Expression expression)
    {
        var search = new ParameterSearch(_entity);
        search.Visit(expression);
        return search.Found;
    }

    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member =>
            field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member =>
            property.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
            when Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type
                || convert.Type.IsAssignableFrom(convert.Operand.Type) => Evaluate(convert.Operand),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
            .Compile(preferInterpretation: true)(),
    };

    [return: NotNullIfNotNull(nameof(expression))]
    private Expression? Plain(Expression? expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.Quote } convert
            && DependsOnEntity(convert.Operand))
        {
            expression = convert.Operand;
        }

        return expression;
    }

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => null,
    };

    private static string Mirrored(string symbol) => symbol switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => symbol,
    };

    private static NotSupportedException Refused(Expression expression, string why) =>
        new($"'{expression}' cannot be a Table filter: {why}.");

    private sealed class ParameterSearch(ParameterExpression parameter) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == parameter;
            return node;
        }
    }
}
