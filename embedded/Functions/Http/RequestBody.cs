using System.Reflection;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Parameters that the JSON body fills.</summary>
internal static class RequestBody
{
    public static ParameterBinder Binder(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return async invocation =>
            await invocation.Http!.Request.ReadFromJsonAsync(type, invocation.CancellationToken)
            ?? throw new InvalidOperationException("The request's body is null.");
    }
}
