using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>
/// One run of a function: what the pipeline passes along. Made for each run, so what few runs need is made late.
/// </summary>
internal sealed class FunctionInvocation(
    FunctionDescriptor function, IServiceProvider services, CancellationToken cancellation) : FunctionContext
{
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;
    private BindingContext? _binding;
    private HttpRequestData? _requestData;
    private TraceContext? _trace;
    private string? _id;

    public FunctionDescriptor Function => function;

    /// <summary>The request of an HTTP function.</summary>
    public HttpContext? Http { get; init; }

    /// <summary>How far the request has come through the pipeline.</summary>
    public HttpStage Stage { get; private set; }

    /// <summary>What the trigger hands over: a TimerInfo, an orchestration context, an activity's call.</summary>
    public object? Trigger { get; init; }

    /// <summary>What the function returned, or middleware put in its place.</summary>
    public object? Result { get; set; }

    /// <summary>What answers the request: what the function returned, or the part of it that is marked for this.</summary>
    public object? HttpResult => Result is not null and not (IResult or IActionResult or HttpResponseData)
        && function.HttpResult is { } marked
            ? marked(Result)
            : Result;

    /// <summary>What made the request fail, even where middleware further out swallowed it.</summary>
    public Exception? Failure { get; set; }

    public HttpContext? VisibleHttp => Stage switch
    {
        HttpStage.Before => null,
        HttpStage.Inside => Http,
        _ => throw new ObjectDisposedException(
            nameof(HttpContext),
            "The response was sent. Register this middleware after ConfigureFunctionsWebApplication."),
    };

    public override string InvocationId => _id ??= NewId();

    public override string FunctionId => function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override CancellationToken CancellationToken => cancellation;

    public override IDictionary<object, object> Items
    {
        get => _items ??= Stage == HttpStage.Inside
            ? new Dictionary<object, object> { [HttpContextKey] = Http! }
            : [];
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features ??= NewFeatures();

    /// <summary>The request as the worker has it; null where its context may not be seen.</summary>
    public HttpRequestData? RequestData => VisibleHttp is null ? null : _requestData ??= new RequestData(this);

    public override BindingContext BindingContext => _binding ??= new InvocationBinding(this);

    public override TraceContext TraceContext => _trace ??= new CurrentTrace(Activity.Current);

    // As on Azure, where it is null too unless a retry policy is set.
    public override RetryContext RetryContext => null!;

    // The key under which the real worker keeps it.
    private const string HttpContextKey = "HttpRequestContext";

    public static FunctionInvocation Of(FunctionContext context) =>
        context as FunctionInvocation
        ?? throw new ArgumentException("Not an invocation of this host.", nameof(context));

    public void EnterHttp()
    {
        Stage = HttpStage.Inside;
        _items?.TryAdd(HttpContextKey, Http!);
    }

    public void LeaveHttp() => Stage = HttpStage.After;

    // No secret, so the operating system need not be asked for every one of them.
    private static string NewId()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return new Guid(id).ToString();
    }

    private InvocationFeatures NewFeatures()
    {
        var features = new InvocationFeatures(function.Definition);
        if (Http is not null)
            features.Set<IHttpRequestDataFeature>(RequestDataFeature.Instance);
        return features;
    }

    private sealed class CurrentTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }
}

/// <summary>Whether a request's context may be seen by the middleware that runs.</summary>
internal enum HttpStage
{
    Before,
    Inside,
    After,
}
