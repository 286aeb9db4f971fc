using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Switchboard.Embedded.Tables;

/// <summary>One property of an entity class: how it is read from and written to a row's JSON.</summary>
internal abstract class EntityProperty(string name)
{
    public string Name { get; } = name;

    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name);

    protected JsonEncodedText EncodedTypeName { get; } = JsonEncodedText.Encode(name + "@odata.type");

    public abstract void Write(object entity, Utf8JsonWriter json);

    public abstract void Read(object entity, ref Utf8JsonReader json);

    public static EntityProperty Of(PropertyInfo property, string name)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!type.IsEnum && !EdmJson.Supports(type))
        {
            throw new NotSupportedException(
                $"{property.DeclaringType}.{property.Name} is a {property.PropertyType}; tables cannot store that.");
        }

        return (EntityProperty)Activator.CreateInstance(
            typeof(EntityProperty<,>).MakeGenericType(property.ReflectedType!, property.PropertyType), property, name)!;
    }
}

/// <summary>A property whose accessors are bound to delegates once.</summary>
internal sealed class EntityProperty<TEntity, TValue>(PropertyInfo property, string name) : EntityProperty(name)
    where TEntity : class
{
    private static readonly Type Type = Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue);

    private readonly Func<TEntity, TValue> _get = property.GetMethod!.CreateDelegate<Func<TEntity, TValue>>();
    private readonly Action<TEntity, TValue>? _set = property.SetMethod?.CreateDelegate<Action<TEntity, TValue>>();

    public override void Write(object entity, Utf8JsonWriter json)
    {
        var value = _get((TEntity)entity);
        switch (value)
        {
            case null:
                return;
            case string text:
                json.WriteString(EncodedName, text);
                return;
            case bool truth:
                json.WriteBoolean(EncodedName, truth);
                return;
            case int number:
                json.WriteNumber(EncodedName, number);
                return;
            case Enum name:
                json.WriteString(EncodedName, name.ToString());
                return;
            case long number:
                json.WriteString(EncodedTypeName, EdmJson.Int64);
                Span<byte> digits = stackalloc byte[20];
                number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
                json.WriteString(EncodedName, digits[..length]);
                return;
            default:
                EdmJson.WriteAnnotated(json, Name, value);
                return;
        }
    }

    public override void Read(object entity, ref Utf8JsonReader json)
    {
        if (_set is null || json.TokenType == JsonTokenType.Null)
            return;

        // The comparisons of types are constants to the compiler of each instantiation.
        if (typeof(TValue) == typeof(string))
            _set((TEntity)entity, (TValue)(object)EdmJson.ReadString(ref json));
        else if (typeof(TValue) == typeof(int))
            _set((TEntity)entity, Cast(EdmJson.ReadInt32(ref json)));
        else if (typeof(TValue) == typeof(long))
            _set((TEntity)entity, Cast(EdmJson.ReadInt64(ref json)));
        else if (typeof(TValue) == typeof(bool))
            _set((TEntity)entity, Cast(json.GetBoolean()));
        else if (typeof(TValue) == typeof(DateTimeOffset))
            _set((TEntity)entity, Cast(EdmJson.ReadMoment(ref json)));
        else if (Type.IsEnum)
            _set((TEntity)entity, (TValue)Enum.Parse(Type, EdmJson.ReadString(ref json)));
        else
            _set((TEntity)entity, (TValue)EdmJson.Read(Type, ref json));
    }

    private static TValue Cast<T>(T value) => System.Runtime.CompilerServices.Unsafe.As<T, TValue>(ref value);
}
