using System.Reflection;
using System.Reflection.Emit;

namespace Switchboard.Tests.Architecture;

/// <summary>A use of a type or of one of its members, found in compiled code.</summary>
internal sealed record Reference(Type From, Type To, MemberInfo? Member);

/// <summary>
/// What a type refers to: its bases, interfaces, attributes, signatures, local variables and every instruction of its
/// methods. Source can hide a reference (an implied type, a global using); compiled code cannot. Only what the compiler
/// leaves no trace of, constants and <c>nameof</c>, is not seen here.
/// </summary>
internal static class References
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<Reference> Of(Type type) =>
        TypesNamedBy(type).SelectMany(PartsOf).Distinct().Select(to => new Reference(type, to, null))
            .Concat(MembersUsedBy(type).SelectMany(member => ReferencesTo(type, member)));

    private static IEnumerable<Type> TypesNamedBy(Type type)
    {
        IEnumerable<Type?> declared =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetGenericArguments().SelectMany(Constraints),
            .. AttributesOf(type),
            .. type.GetFields(Declared).SelectMany(field => AttributesOf(field).Append(field.FieldType)),
            .. type.GetProperties(Declared).SelectMany(property => AttributesOf(property).Append(property.PropertyType)),
            .. type.GetEvents(Declared).Select(@event => @event.EventHandlerType),
            .. MethodsOf(type).SelectMany(SignatureOf),
        ];
        return declared.OfType<Type>();
    }

    private static IEnumerable<Type> SignatureOf(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            yield return parameter.ParameterType;
            foreach (var attribute in parameter.GetCustomAttributesData().SelectMany(NamesOf))
                yield return attribute;
        }

        foreach (var attribute in AttributesOf(method))
            yield return attribute;
        foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
            yield return local.LocalType;
        foreach (var clause in method.GetMethodBody()?.ExceptionHandlingClauses ?? [])
        {
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause && clause.CatchType is { } caught)
                yield return caught;
        }

        if (method is MethodInfo { ReturnType: var returned })
            yield return returned;
        if (method.IsGenericMethod)
        {
            foreach (var constraint in method.GetGenericArguments().SelectMany(Constraints))
                yield return constraint;
        }
    }

    private static IEnumerable<MemberInfo> MembersUsedBy(Type type) =>
        from method in MethodsOf(type)
        from token in TokensIn(method.GetMethodBody()?.GetILAsByteArray() ?? [])
        select Resolve(method, token);

    private static MemberInfo Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static IEnumerable<int> TokensIn(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var opcode = code[at] == 0xFE
                ? OpCodesByValue[(short)(0xFE00 | code[at + 1])]
                : OpCodesByValue[code[at]];
            at += opcode.Size;
            if (opcode.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
                yield return BitConverter.ToInt32(code, at);
            at += OperandSize(opcode, code, at);
        }
    }

    private static int OperandSize(OpCode opcode, byte[] code, int at) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };

    private static IEnumerable<Reference> ReferencesTo(Type from, MemberInfo member)
    {
        IEnumerable<Type?> types = member switch
        {
            Type type => [type],
            MethodInfo method => [.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType,
                .. method.IsGenericMethod ? method.GetGenericArguments() : []],
            MethodBase method => method.GetParameters().Select(p => p.ParameterType),
            FieldInfo field => [field.FieldType],
            _ => [],
        };
        var parts = types.Append(member.DeclaringType).OfType<Type>().SelectMany(PartsOf).Distinct();
        return parts.Select(to => new Reference(from, to, to == Open(member.DeclaringType) ? member : null));
    }

    private static Type? Open(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    /// <summary>The types that a constructed type is made of.</summary>
    private static IEnumerable<Type> PartsOf(Type type)
    {
        if (type.HasElementType)
            return PartsOf(type.GetElementType()!);
        if (type.IsGenericParameter)
            return [];
        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? type.GetGenericArguments().SelectMany(PartsOf).Append(type.GetGenericTypeDefinition())
            : [type];
    }

    private static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    private static IEnumerable<Type> Constraints(Type parameter) =>
        parameter.IsGenericParameter ? parameter.GetGenericParameterConstraints() : [];

    private static IEnumerable<Type> AttributesOf(MemberInfo member) => member.GetCustomAttributesData().SelectMany(NamesOf);

    private static IEnumerable<Type> NamesOf(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue))
            .SelectMany(argument => argument.Value is Type type ? [argument.ArgumentType, type] : new[] { argument.ArgumentType })
            .Append(attribute.AttributeType);
}
