using Switchboard.Embedded.Durable.Converters;

namespace Switchboard.Embedded.Durable.Client;

/// <summary>A value as text.</summary>
/// <param name="data">The text.</param>
/// <param name="converter">What reads it; JSON by default.</param>
public sealed class SerializedData(string data, DataConverter? converter = null)
{
    /// <summary>The text.</summary>
    public string Value { get; } = data;

    /// <summary>What reads it.</summary>
    public DataConverter Converter { get; } = converter ?? JsonDataConverter.Default;

    /// <summary>The value.</summary>
    public T ReadAs<T>() => Converter.Deserialize<T>(Value)!;
}
