namespace Switchboard.Embedded.Functions;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Identifies the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Identifies the function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace that the invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger said.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Null: the embedded cloud does not repeat invocations.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The invocation's services; for an HTTP function the request's.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and function tell each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the host tells middleware.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when nobody waits for the invocation any more.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>What a trigger said, by name.</summary>
public abstract class BindingContext
{
    /// <summary>Route values, query keys and the like.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>A W3C trace context.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> value.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value.</summary>
    public abstract string TraceState { get; }
}

/// <summary>How often an invocation was repeated.</summary>
public abstract class RetryContext
{
    /// <summary>Repetitions so far.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Repetitions allowed.</summary>
    public abstract int MaxRetryCount { get; }
}
