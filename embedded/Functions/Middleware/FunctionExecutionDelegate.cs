namespace Switchboard.Embedded.Functions.Middleware;

/// <summary>The rest of an invocation: the middleware that follows and, at the end, the function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
