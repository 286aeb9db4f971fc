namespace Switchboard.Tests.Surface.Samples;

// Types as an embedded SDK could have them, for SurfaceContractTests. `Listed` is what the real package is said to have.

#pragma warning disable CS0067, CA1822

public class Listed(string name)
{
    public const int Limit = 1;

    public string Name { get; set; } = name;

    public object this[string key] => key;

    public int? Find(string key, CancellationToken cancellationToken = default) => null;

    public bool TryFind(string key, out Dictionary<string, int?> found) => (found = []).Count > 0;

    public T[] Map<T>(Func<Listed, T> map) => [map(this)];

    protected virtual void OnChanged() { }

    public override string ToString() => Name;

    public static implicit operator Listed(string name) => new(name);

    public enum Version
    {
        First = 1,
    }
}

public sealed class ExtraMethod { public void Surprise() { } }

public class ExtraProtectedMethod { protected void Surprise() { } }

public sealed class ExtraConstructor { public ExtraConstructor() { } public ExtraConstructor(int number) => _ = number; }

public sealed class ExtraField { public static readonly string Surprise = ""; }

public sealed class ExtraEvent { public event Action? Surprise; }

public sealed class ExtraOperator { public static ExtraOperator operator +(ExtraOperator left, ExtraOperator right) => left; }

public sealed class ExtraNestedType { public sealed class Surprise; }

public sealed record ExtraRecordMembers(int Number);

public enum ExtraEnumMember { Known, Surprise }

public sealed class ExtraSetter { public int Number { get; set; } }

public sealed class FewerAccessors { public int Number { get; } }

public sealed class OtherParameterName { public void Call(int numbre) { } }

public sealed class ExtraOptionalParameter { public void Call(int number, bool force = false) { } }

public sealed class RequiredMadeOptional { public void Call(int number = 0) { } }

public sealed class OtherReturnType { public long Call(int number) => number; }

public sealed class OutMissing { public void Call(int number) { } }

public sealed class OtherArity { public void Call<T>(int number) { } }

public interface IPart { void First(); }

public static class OtherReceiver { public static void Extend(this object receiver) { } }

public sealed class Unlisted;
