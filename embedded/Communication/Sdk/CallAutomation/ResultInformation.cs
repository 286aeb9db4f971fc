using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How something ended: an HTTP or SIP code, the service's own finer code, and words.</summary>
public class ResultInformation
{
    internal ResultInformation(int? code, int? subCode, string? message)
    {
        Code = code;
        SubCode = subCode;
        Message = message;
    }

    /// <summary>The code.</summary>
    public int? Code { get; }

    /// <summary>The finer code.</summary>
    public int? SubCode { get; }

    /// <summary>Both in words.</summary>
    public string? Message { get; }

    internal static ResultInformation? Read(JsonElement? json) =>
        json is { } result ? new(result.Number("code"), result.Number("subCode"), result.Text("message")) : null;
}
