namespace Switchboard.Http.OpenApi;

/// <summary>
/// What a capability tells clients about its routes. Registered beside the capability; all of them together are
/// <c>/openapi.json</c>.
/// </summary>
public interface IDescribesRoutes
{
    /// <summary>Writes operations, and the schemas that they use.</summary>
    void Describe(OpenApiBuilder api);
}
