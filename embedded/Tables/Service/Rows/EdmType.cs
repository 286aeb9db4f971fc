namespace Switchboard.Embedded.Tables.Service;

/// <summary>The types of properties.</summary>
internal enum EdmType
{
    None,
    String,
    Boolean,
    Int32,
    Int64,
    Double,
    Guid,
    DateTime,
    Binary,
}

internal static class EdmTypes
{
    /// <summary>The type a JSON annotation names; None if there is no such type.</summary>
    public static EdmType Named(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("Edm.Int64"u8) => EdmType.Int64,
        _ when name.SequenceEqual("Edm.DateTime"u8) => EdmType.DateTime,
        _ when name.SequenceEqual("Edm.Guid"u8) => EdmType.Guid,
        _ when name.SequenceEqual("Edm.Binary"u8) => EdmType.Binary,
        _ when name.SequenceEqual("Edm.Double"u8) => EdmType.Double,
        _ when name.SequenceEqual("Edm.String"u8) => EdmType.String,
        _ when name.SequenceEqual("Edm.Boolean"u8) => EdmType.Boolean,
        _ when name.SequenceEqual("Edm.Int32"u8) => EdmType.Int32,
        _ => EdmType.None,
    };
}
