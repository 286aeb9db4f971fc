namespace Switchboard.Embedded.Functions.Builder;

/// <summary>HTTP functions with ASP.NET Core's types.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets functions take <c>HttpRequest</c> and return <c>IResult</c> or <c>IActionResult</c>. Middleware registered
    /// before this call has no HTTP context; register what looks at requests after it.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseWebApplication();
        return builder;
    }
}
