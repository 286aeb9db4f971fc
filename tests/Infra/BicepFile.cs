using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Infra;

/// <summary>A value: an object, an array, a text or any other expression.</summary>
internal record BicepValue
{
    /// <summary>The names it uses, with what follows their dots; calls end in <c>()</c>.</summary>
    public List<IReadOnlyList<string>> References { get; } = [];

    /// <summary>All objects in it, itself included.</summary>
    public virtual IEnumerable<BicepObject> Objects => [];
}

internal sealed record BicepText(string Text) : BicepValue;

internal sealed record BicepObject(IReadOnlyDictionary<string, BicepValue> Members) : BicepValue
{
    public override IEnumerable<BicepObject> Objects => [this, .. Members.Values.SelectMany(value => value.Objects)];

    /// <summary>What is at a path; a text without its quotes, a word or a number as it is written; null if nothing.</summary>
    public string? At(params ReadOnlySpan<string> path)
    {
        BicepValue? value = this;
        foreach (var name in path)
            value = (value as BicepObject)?.Members.GetValueOrDefault(name);
        return value switch
        {
            BicepText text => text.Text,
            BicepExpression expression => expression.Source,
            _ => null,
        };
    }
}

/// <summary>Anything that is neither a bare text nor an object; objects may be in it.</summary>
internal sealed record BicepExpression(string Source, IReadOnlyList<BicepValue> Parts) : BicepValue
{
    public override IEnumerable<BicepObject> Objects => Parts.SelectMany(part => part.Objects);
}

internal sealed record BicepParameter(string Name, bool HasDefault, bool IsSecure);

internal sealed record BicepResource(string Name, string Type, string Version, bool Exists, BicepObject Body, BicepValue Whole);

internal sealed record BicepModule(string Name, string Path, BicepObject Body, BicepValue Whole);

internal sealed record BicepOutput(string Name, BicepValue Value);

/// <summary>What a Bicep file declares.</summary>
internal sealed record BicepFile(
    string Path,
    IReadOnlyList<BicepParameter> Parameters,
    IReadOnlyDictionary<string, BicepValue> Variables,
    IReadOnlyList<BicepResource> Resources,
    IReadOnlyList<BicepModule> Modules,
    IReadOnlyList<BicepOutput> Outputs,
    IReadOnlyList<BicepValue> Values)
{
    /// <summary>The files of the repository.</summary>
    public static IReadOnlyList<BicepFile> All { get; } =
        [.. Repository.Files("infra", "*.bicep").Order().Select(path => BicepParser.Parse(path, Repository.Read(path)))];

    /// <summary>Everything it refers to.</summary>
    public IEnumerable<IReadOnlyList<string>> References => Values.SelectMany(value => value.References);
}
