using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Middleware, contexts and lifetimes, as measured on the real host.</summary>
public sealed class PipelineTests
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    [Fact]
    public async Task Middleware_runs_in_order_and_the_result_is_executed_after_it()
    {
        var steps = new Steps();
        await using var app = await StartAsync(steps, builder =>
        {
            builder.Use(next => Around(next, steps, "early"));
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware(async (_, next) => await steps.Around("A", next));
            builder.UseMiddleware<CountingMiddleware>();
            builder.UseWhen(
                context => context.FunctionDefinition.Name == "Traced", async (_, next) => await steps.Around("when",
                next));
            builder.UseWhen<NeverMiddleware>(context => context.FunctionDefinition.Name == "Other");
            builder.Services.AddSingleton<IStartupFilter>(new TracingFilter(steps));
        });

        await app.GetAsync("/Traced");

        Assert.Equal(
            [
                "filter+", "early+", "A+", "B+", "when+", "function", "when-", "B-", "A-", "result", "early-",
                "filter-",
            ],
            steps.Taken);
    }

    [Fact]
    public async Task Middleware_before_the_web_application_never_sees_the_request()
    {
        HttpContext? before = null;
        Exception? after = null;
        HttpContext? inside = null;
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.UseMiddleware(async (context, next) =>
            {
                before = context.GetHttpContext();
                await next();
                after = Record.Exception(() => context.GetHttpContext());
            });
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware((context, next) =>
            {
                inside = context.GetHttpContext();
                Assert.Same(inside, context.Items["HttpRequestContext"]);
                Assert.Same(inside!.RequestServices, context.InstanceServices);
                return next();
            });
        });

        await app.GetAsync("/Traced");

        Assert.Null(before);
        Assert.NotNull(inside);
        Assert.IsType<ObjectDisposedException>(after);
    }

    [Fact]
    public async Task Middleware_can_turn_an_exception_into_a_result()
    {
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException failure)
                {
                    context.GetInvocationResult().Value = new ObjectResult(failure.Message) { StatusCode = 503 };
                }
            });
        });

        Assert.Equal((503, "broken"), await app.GetAsync("/Broken"));
    }

    [Fact]
    public async Task Middleware_can_replace_a_result_and_add_headers_after_the_function()
    {
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware(async (context, next) =>
            {
                await next();
                var http = context.GetHttpContext()!;
                Assert.False(http.Response.HasStarted);
                http.Response.Headers["X-After"] = "yes";
                Assert.IsType<TracedResult>(context.GetInvocationResult<IResult>().Value);
                context.GetInvocationResult().Value = Results.Text("replaced");
            });
        });

        using var response = await app.Http.GetAsync("/Traced");

        Assert.Equal("yes", response.Headers.GetValues("X-After").Single());
        Assert.Equal("replaced", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_that_does_not_continue_answers_itself_or_with_an_empty_200()
    {
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware((context, next) =>
            {
                var http = context.GetHttpContext()!;
                switch (http.Request.Query["how"].ToString())
                {
                    case "result":
                        context.GetInvocationResult().Value = Results.StatusCode(403);
                        return Task.CompletedTask;
                    case "write":
                        return http.Response.WriteAsync("stopped");
                    case "nothing":
                        return Task.CompletedTask;
                    default:
                        return next();
                }
            });
        });

        Assert.Equal((403, ""), await app.GetAsync("/Broken?how=result"));
        Assert.Equal((200, "stopped"), await app.GetAsync("/Broken?how=write"));
        Assert.Equal((200, ""), await app.GetAsync("/Broken?how=nothing"));
        Assert.Equal((500, ""), await app.GetAsync("/Broken"));
    }

    [Fact]
    public async Task A_failure_stays_a_failure_when_early_middleware_swallows_it()
    {
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.UseMiddleware(async (_, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException)
                {
                    // Too late: the request has failed.
                }
            });
            builder.ConfigureFunctionsWebApplication();
        });

        Assert.Equal((500, ""), await app.GetAsync("/Broken"));
    }

    [Fact]
    public async Task A_class_is_made_for_each_invocation_from_its_scope_and_never_disposed()
    {
        var steps = new Steps();
        await using var app = await StartAsync(steps);

        await app.GetAsync("/Lifetime");
        await app.GetAsync("/Lifetime");
        await app.Tracker.WhenIdleAsync();

        Assert.Equal(
            ["made 1", "scoped disposed", "made 2", "scoped disposed"],
            steps.Taken.Where(step => step != "function"));
    }

    [Fact]
    public async Task A_class_that_cannot_be_made_fails_alone()
    {
        await using var app = await StartAsync(new Steps());

        Assert.Equal((500, ""), await app.GetAsync("/Unmakeable"));
        Assert.Equal((500, ""), await app.GetAsync("/Exploding"));
        Assert.Equal(200, (await app.GetAsync("/Traced")).Status);
    }

    [Fact]
    public async Task The_context_describes_function_and_request()
    {
        FunctionContext? seen = null;
        IReadOnlyDictionary<string, object?>? data = null;
        string? header = null;
        await using var app = await StartAsync(new Steps(), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware((context, next) =>
            {
                seen = context;
                data = context.BindingContext.BindingData;
                header = context.GetHttpContext()!.Request.Headers["x-ms-invocation-id"];
                return next();
            });
        });

        await app.GetAsync("/context/7?id=8&q=9");

        var definition = seen!.FunctionDefinition;
        Assert.Equal("Context", definition.Name);
        Assert.Equal($"{typeof(Lived).FullName}.Context", definition.EntryPoint);
        Assert.Equal(definition.Id, seen.FunctionId);
        Assert.True(ulong.TryParse(definition.Id, out _));
        Assert.Equal(
            ("request", "httpTrigger"),
            (definition.InputBindings["request"].Name, definition.InputBindings["request"].Type));
        Assert.Equal("http", definition.OutputBindings["$return"].Type);
        Assert.Equal(["request", "id", "context", "token"], definition.Parameters.Select(parameter => parameter.Name));
        Assert.Same(definition, seen.Features.Get<FunctionDefinition>());
        Assert.Equal(header, seen.InvocationId);
        Assert.Equal("7", data!["id"]);
        Assert.Equal("9", data["q"]);
        Assert.Contains("\"q\":\"9\"", data["Query"]!.ToString());
        Assert.Null(seen.RetryContext);
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_the_invocation()
    {
        var steps = new Steps();
        await using var app = await StartAsync(steps);
        using var leaving = new CancellationTokenSource();

        var request = app.Http.GetAsync("/Waiting", leaving.Token);
        await steps.Reached("waiting");
        await leaving.CancelAsync();
        await steps.Reached("cancelled");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task Stopping_waits_for_requests_in_flight()
    {
        var steps = new Steps();
        var app = await StartAsync(steps);
        var request = app.Http.GetAsync("/Held");
        await steps.Reached("held");

        var stopping = app.Running.Host.StopAsync();
        steps.Release.SetResult();
        using var response = await request;
        await stopping;
        await app.DisposeAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("finished", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/Keyed", null, null, 401)]
    [InlineData("/Keyed", "wrong", null, 401)]
    [InlineData("/Keyed", "master", null, 200)]
    [InlineData("/Keyed", null, "master", 200)]
    [InlineData("/Keyed", "master", "wrong", 200)]
    [InlineData("/Keyed", "wrong", "master", 401)]
    [InlineData("/Traced", "wrong", null, 200)]
    public async Task A_function_that_is_not_anonymous_needs_the_master_key(
        string path, string? header, string? code, int status)
    {
        await using var app = await StartAsync(
            new Steps(), settings: new Dictionary<string, string?> { ["MASTER_KEY"] = "master" });
        using var request = new HttpRequestMessage(HttpMethod.Get, path + (code is null ? "" : $"?CODE={code}"));
        if (header is not null)
            request.Headers.Add("x-functions-key", header);
        using var response = await app.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task The_home_page_can_be_turned_off_and_a_catch_all_takes_its_place()
    {
        await using var off = await StartAsync(
            new Steps(), settings: new Dictionary<string, string?> { ["AzureWebJobsDisableHomepage"] = "true" });
        await using var caught = await FunctionsApp.StartAsync(typeof(Fallback));

        Assert.Equal((204, ""), await off.GetAsync("/"));
        Assert.Equal((200, "null"), await caught.GetAsync("/"));
        Assert.Equal((200, "admin/x"), await caught.GetAsync("/admin/x"));
        Assert.Equal((200, ""), await caught.GetAsync("/admin/host/ping"));
    }

    private static Task<FunctionsApp> StartAsync(
        Steps steps,
        Action<FunctionsApplicationBuilder>? configure = null,
        IReadOnlyDictionary<string, string?>? settings = null) =>
        FunctionsApp.StartAsync(
            new FunctionsAppOptions(typeof(Lived), typeof(Lifetimes), typeof(Unmakeable), typeof(Exploding))
            {
                Settings = settings ?? new Dictionary<string, string?>(),
                Configure = builder =>
                {
                    builder.Services.AddSingleton(steps);
                    builder.Services.AddScoped<Scoped>();
                    (configure ?? (plain => plain.ConfigureFunctionsWebApplication()))(builder);
                },
            });

    private static FunctionExecutionDelegate Around(FunctionExecutionDelegate next, Steps steps, string name) =>
        context => steps.Around(name, () => next(context));

    /// <summary>What happened, in order, and a way to wait for it.</summary>
    public sealed class Steps
    {
        private readonly ConcurrentQueue<string> _taken = new();
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new();

        public string[] Taken => [.. _taken];

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Take(string step)
        {
            _taken.Enqueue(step);
            Signal(step).TrySetResult();
        }

        public Task Reached(string step) => Signal(step).Task.WaitAsync(TimeSpan.FromMinutes(1));

        public async Task Around(string name, Func<Task> next)
        {
            Take($"{name}+");
            await next();
            Take($"{name}-");
        }

        private TaskCompletionSource Signal(string step) =>
            _reached.GetOrAdd(step, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public sealed class Scoped(Steps steps) : IDisposable
    {
        public void Dispose() => steps.Take("scoped disposed");
    }

    public sealed class TracedResult(Steps steps) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            steps.Take("result");
            return Task.CompletedTask;
        }
    }

    public sealed class CountingMiddleware(Steps steps) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            steps.Around("B", () => next(context));
    }

    public sealed class NeverMiddleware(Steps steps) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            steps.Around("never", () => next(context));
    }

    private sealed class TracingFilter(Steps steps) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext _, RequestDelegate rest) => steps.Around("filter", () => rest(_)));
            next(app);
        };
    }

    public sealed class Lived(Steps steps)
    {
        [Function("Traced")]
        public IResult Traced([HttpTrigger(Open)] HttpRequest request)
        {
            steps.Take("function");
            return new TracedResult(steps);
        }

        [Function("Broken")]
        public IResult Broken([HttpTrigger(Open)] HttpRequest request) => throw new InvalidOperationException("broken");

        [Function("Keyed")]
        public IResult Keyed([HttpTrigger("get")] HttpRequest request) => Results.Ok();

        [Function("Context")]
        public IResult Context(
            [HttpTrigger(Open, "get", Route = "context/{id}")] HttpRequest request,
            string id,
            FunctionContext context,
            CancellationToken token)
        {
            Assert.Equal(context.CancellationToken, token);
            Assert.Equal(request.HttpContext.RequestAborted, token);
            Assert.Same(request.HttpContext, context.GetHttpContext());
            return Results.Ok(id);
        }

        [Function("Waiting")]
        public async Task<IResult> Waiting([HttpTrigger(Open)] HttpRequest request, CancellationToken token)
        {
            steps.Take("waiting");
            var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (token.Register(left.SetResult))
                await left.Task;
            steps.Take("cancelled");
            return Results.Ok();
        }

        [Function("Held")]
        public async Task<IResult> Held([HttpTrigger(Open)] HttpRequest request)
        {
            steps.Take("held");
            await steps.Release.Task;
            return Results.Text("finished");
        }
    }

    public sealed class Lifetimes : IDisposable
    {
        private static int _made;

        public Lifetimes(Steps steps, Scoped scoped)
        {
            Assert.NotNull(scoped);
            Steps = steps;
            steps.Take($"made {Interlocked.Increment(ref _made)}");
        }

        private Steps Steps { get; }

        [Function("Lifetime")]
        public IResult Run([HttpTrigger(Open)] HttpRequest request) => Results.Ok();

        public void Dispose() => Steps.Take("class disposed");
    }

    public sealed class Unmakeable(IDisposable missing)
    {
        [Function("Unmakeable")]
        public IResult Run([HttpTrigger(Open)] HttpRequest request) => Results.Ok(missing.ToString());
    }

    public sealed class Exploding
    {
        public Exploding() => throw new InvalidOperationException("constructor");

        [Function("Exploding")]
        public IResult Run([HttpTrigger(Open)] HttpRequest request) => Results.Ok();
    }

    public static class Fallback
    {
        [Function("ZFallback")]
        public static IResult Run([HttpTrigger(Open, Route = "{*path}")] HttpRequest request, string? path) =>
            Results.Text(path ?? "null");
    }
}
