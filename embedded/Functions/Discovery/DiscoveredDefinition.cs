using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Switchboard.Embedded.Functions.Extensions.Abstractions;

namespace Switchboard.Embedded.Functions.Discovery;

internal sealed class DiscoveredDefinition(
    string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
        : FunctionDefinition
{
    public override string Name => name;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    public override string Id { get; } = Hash($"{name}|{method.DeclaringType!.FullName}.{method.Name}");

    public override ImmutableArray<FunctionParameter> Parameters { get; } = method.GetParameters()
        .Select(parameter => new FunctionParameter(
            parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue,
            parameter.HasDefaultValue ? parameter.DefaultValue : null))
        .ToImmutableArray();

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = method.GetParameters()
        .Where(parameter => parameter == triggerParameter || parameter.IsDefined(typeof(DurableClientAttribute)))
        .Select(parameter => new DiscoveredBinding(
            parameter.Name!, parameter == triggerParameter ? TypeOf(trigger) : "durableClient", BindingDirection.In))
        .ToImmutableDictionary(binding => binding.Name, binding => (BindingMetadata)binding);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        trigger is HttpTriggerAttribute
        ? ImmutableDictionary<string, BindingMetadata>.Empty.Add(
            "$return", new DiscoveredBinding("$return", "http", BindingDirection.Out))
        : ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string TypeOf(TriggerBindingAttribute trigger)
    {
        var name = trigger.GetType().Name[..^"Attribute".Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Hash(string text) => BinaryPrimitives
        .ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
        .ToString(CultureInfo.InvariantCulture);

    private sealed class DiscoveredBinding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
