namespace Switchboard.Callbacks;

/// <summary>The settings of callbacks.</summary>
public sealed record CallbackOptions
{
    /// <summary><c>CALLBACK_NOTIFY_EMAIL</c>: who is told of new callbacks and of updates; without it, nobody.</summary>
    [ConfigurationKeyName("CALLBACK_NOTIFY_EMAIL")]
    public string? NotifyEmail { get; init; }
}
