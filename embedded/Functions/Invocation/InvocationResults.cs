namespace Switchboard.Embedded.Functions.Invocation;

internal sealed class BoxedResult(FunctionInvocation invocation) : InvocationResult
{
    public override object? Value
    {
        get => invocation.Result;
        set => invocation.Result = value;
    }
}

internal sealed class TypedResult<T>(FunctionInvocation invocation) : InvocationResult<T>
{
    public override T? Value
    {
        get => invocation.Result switch
        {
            null => default,
            T value => value,
            var other => throw new InvalidOperationException(
                $"The function returned {other.GetType()}, not {typeof(T)}."),
        };
        set => invocation.Result = value;
    }
}
