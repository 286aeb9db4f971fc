namespace Switchboard.Embedded.Functions;

/// <summary>
/// Where an orchestration can be watched and managed, each address with a key that opens it. The embedded cloud answers
/// the one that reads.
/// </summary>
public class HttpManagementPayload
{
    /// <summary>The instance.</summary>
    public string? Id { get; internal set; }

    /// <summary>To GET its state.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>To POST an event, whose name takes the place of <c>{eventName}</c>.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>To POST its end; a reason takes the place of <c>{{text}}</c>.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>Null, as on Azure.</summary>
    public string? RewindPostUri { get; internal set; }

    /// <summary>To DELETE its history.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>Null, as on Azure.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>To POST that it is to pause; a reason takes the place of <c>{{text}}</c>.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>To POST that it is to go on; a reason takes the place of <c>{{text}}</c>.</summary>
    public string? ResumePostUri { get; internal set; }
}
