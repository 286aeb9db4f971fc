namespace Switchboard.Embedded.Tables.Service;

/// <summary>A value of a filter or of a row, with its type.</summary>
internal readonly record struct EdmValue(EdmType Type, long Integer, double Real, object? Reference)
{
    public static EdmValue Of(string text) => new(EdmType.String, 0, 0, text);

    public static EdmValue Of(bool truth) => new(EdmType.Boolean, truth ? 1 : 0, 0, null);

    public static EdmValue Of(int number) => new(EdmType.Int32, number, number, null);

    public static EdmValue Of(long number) => new(EdmType.Int64, number, number, null);

    public static EdmValue Of(double number) => new(EdmType.Double, 0, number, null);

    public static EdmValue Of(Guid guid) => new(EdmType.Guid, 0, 0, guid);

    public static EdmValue Of(byte[] bytes) => new(EdmType.Binary, 0, 0, bytes);

    public static EdmValue OfMoment(long ticks) => new(EdmType.DateTime, ticks, 0, null);

    /// <summary>How it stands to <paramref name="other"/>; null if their types cannot be compared.</summary>
    public int? CompareTo(in EdmValue other)
    {
        if (Type == EdmType.Double || other.Type == EdmType.Double)
        {
            if (!IsNumber(Type) || !IsNumber(other.Type) || double.IsNaN(Real) || double.IsNaN(other.Real))
                return null;
            return Real.CompareTo(other.Real);
        }

        if (IsNumber(Type) && IsNumber(other.Type))
            return Integer.CompareTo(other.Integer);
        if (Type != other.Type)
            return null;
        return Type switch
        {
            EdmType.String => string.CompareOrdinal((string)Reference!, (string)other.Reference!),
            EdmType.Boolean or EdmType.DateTime => Integer.CompareTo(other.Integer),
            EdmType.Guid => CompareGuids((Guid)Reference!, (Guid)other.Reference!),
            EdmType.Binary => ((byte[])Reference!).AsSpan().SequenceCompareTo((byte[])other.Reference!),
            _ => null,
        };
    }

    /// <summary>Whether both are numbers and one is NaN: not equal to, less than or greater than anything.</summary>
    public bool IsUnordered(in EdmValue other) =>
        (double.IsNaN(Real) || double.IsNaN(other.Real)) && IsNumber(Type) && IsNumber(other.Type);

    private static bool IsNumber(EdmType type) => type is EdmType.Int32 or EdmType.Int64 or EdmType.Double;

    // In the order in which they are written.
    private static int CompareGuids(Guid a, Guid b)
    {
        Span<byte> left = stackalloc byte[16];
        Span<byte> right = stackalloc byte[16];
        a.TryWriteBytes(left, bigEndian: true, out _);
        b.TryWriteBytes(right, bigEndian: true, out _);
        return left.SequenceCompareTo(right);
    }
}
