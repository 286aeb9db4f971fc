namespace Switchboard.Embedded.Functions.Builder;

/// <summary>Where a Functions application begins.</summary>
public static class FunctionsApplication
{
    /// <summary>
    /// A builder whose configuration holds <c>local.settings.json</c>, the environment and
    /// <paramref name="args"/> (<c>--NAME=value</c>), later ones winning.
    /// </summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => FunctionsApplicationBuilder.Create(args);
}
