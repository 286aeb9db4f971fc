using Switchboard.Tests.Surface.Samples;

namespace Switchboard.Tests.Surface;

/// <summary>The contract can fail: each kind of difference from the real packages is found and named.</summary>
public sealed class SurfaceContractTests
{
    private const string Real = """
        Azure.Samples|Listed
        Azure.Samples|Listed|.ctor(String name)
        Azure.Samples|Listed|Limit : Int32
        Azure.Samples|Listed|Name { get; set; } : String
        Azure.Samples|Listed|Item { get; } : Object
        Azure.Samples|Listed|Find(String key, CancellationToken cancellationToken = default) : Nullable<Int32>
        Azure.Samples|Listed|TryFind(String key, ref Dictionary<String, Nullable<Int32>> found) : Boolean
        Azure.Samples|Listed|Map<T>(Func<Listed, T> map) : T[]
        Azure.Samples|Listed|OnChanged() : Void
        Azure.Samples|Listed|op_Implicit(String name) : Listed
        Azure.Samples|Listed|OnlyInTheRealOne() : Void
        Azure.Samples|Listed.Version
        Azure.Samples|Listed.Version|First : Listed.Version
        Azure.Samples|ExtraMethod|.ctor()
        Azure.Samples|ExtraProtectedMethod|.ctor()
        Azure.Samples|ExtraConstructor|.ctor()
        Azure.Samples|ExtraField|.ctor()
        Azure.Samples|ExtraEvent|.ctor()
        Azure.Samples|ExtraOperator|.ctor()
        Azure.Samples|ExtraNestedType|.ctor()
        Azure.Samples|ExtraRecordMembers|.ctor(Int32 Number)
        Azure.Samples|ExtraRecordMembers|Number { get; set; } : Int32
        Azure.Samples|ExtraEnumMember|Known : ExtraEnumMember
        Azure.Samples|ExtraSetter|.ctor()
        Azure.Samples|ExtraSetter|Number { get; } : Int32
        Azure.Samples|FewerAccessors|.ctor()
        Azure.Samples|FewerAccessors|Number { get; set; } : Int32
        Azure.Samples|OtherParameterName|.ctor()
        Azure.Samples|OtherParameterName|Call(Int32 number) : Void
        Azure.Samples|ExtraOptionalParameter|.ctor()
        Azure.Samples|ExtraOptionalParameter|Call(Int32 number) : Void
        Azure.Samples|RequiredMadeOptional|.ctor()
        Azure.Samples|RequiredMadeOptional|Call(Int32 number) : Void
        Azure.Samples|OtherReturnType|.ctor()
        Azure.Samples|OtherReturnType|Call(Int32 number) : Int32
        Azure.Samples|OutMissing|.ctor()
        Azure.Samples|OutMissing|Call(ref Int32 number) : Void
        Azure.Samples|OtherArity|.ctor()
        Azure.Samples|OtherArity|Call(Int32 number) : Void
        Azure.Samples|IPart|First() : Void
        Azure.Samples|IPart|Second() : Void
        Azure.Samples|OtherReceiver|Extend(String receiver) : Void
        """;

    private static readonly SurfaceContract Contract = new(
        AzureApi.Of(Real),
        new Dictionary<string, string> { ["Switchboard.Tests.Surface.Samples"] = "Azure.Samples" });

    [Theory]
    [InlineData(typeof(Listed))]
    [InlineData(typeof(Listed.Version))]
    [InlineData(typeof(FewerAccessors))]
    public void A_subset_is_fine(Type type) => Assert.Empty(Contract.Violations([type]));

    [Theory]
    [InlineData(typeof(ExtraMethod), "`Surprise() : Void`")]
    [InlineData(typeof(ExtraProtectedMethod), "`Surprise() : Void`")]
    [InlineData(typeof(ExtraConstructor), "`.ctor(Int32 number)`")]
    [InlineData(typeof(ExtraField), "`Surprise : String`")]
    [InlineData(typeof(ExtraEvent), "`event Surprise : Action`")]
    [InlineData(typeof(ExtraOperator), "`op_Addition(ExtraOperator left, ExtraOperator right) : ExtraOperator`")]
    [InlineData(typeof(ExtraNestedType.Surprise), "no such type")]
    [InlineData(typeof(ExtraRecordMembers), "`Deconstruct(ref Int32 Number) : Void`")]
    [InlineData(typeof(ExtraEnumMember), "`Surprise : ExtraEnumMember`")]
    [InlineData(typeof(ExtraSetter), "`Number { get; set; } : Int32`")]
    [InlineData(typeof(OtherParameterName), "`Call(Int32 numbre) : Void`")]
    [InlineData(typeof(ExtraOptionalParameter), "`Call(Int32 number, Boolean force = default) : Void`")]
    [InlineData(typeof(RequiredMadeOptional), "`Call(Int32 number = default) : Void`")]
    [InlineData(typeof(OtherReturnType), "`Call(Int32 number) : Int64`")]
    [InlineData(typeof(OutMissing), "`Call(Int32 number) : Void`")]
    [InlineData(typeof(OtherArity), "`Call<T>(Int32 number) : Void`")]
    [InlineData(typeof(IPart), "an interface without `Second() : Void`")]
    [InlineData(typeof(OtherReceiver), "`Extend(Object receiver) : Void`")]
    [InlineData(typeof(Unlisted), "no such type")]
    public void Anything_else_is_named(Type type, string difference) =>
        Assert.Contains(Contract.Violations([type]), violation => violation.Contains(difference));

    [Fact]
    public void A_type_outside_the_mapped_namespaces_is_named() =>
        Assert.Contains("no such type", Assert.Single(Contract.Violations([typeof(SurfaceContractTests)])));

    [Fact]
    public void Nested_and_protected_types_are_seen() =>
        Assert.Superset(
            new HashSet<Type> { typeof(Listed), typeof(Listed.Version), typeof(ExtraNestedType.Surprise) },
            PublicSurface.TypesOf(typeof(Listed).Assembly).ToHashSet());
}
