namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// Fills a parameter from the request's JSON body; a body that does not fit answers 500 without a call.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromBodyAttribute : Attribute;
