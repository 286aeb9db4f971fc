namespace Switchboard.Embedded.Functions;

/// <summary>What an invocation returned.</summary>
public abstract class InvocationResult : InvocationResult<object?>;

/// <summary>What an invocation returned.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value; middleware may replace it.</summary>
    public abstract T? Value { get; set; }
}
