namespace Switchboard;

/// <summary>A setting that cannot be used or is missing: whoever reads the message can correct it.</summary>
/// <param name="message">What is wrong, with the setting's name.</param>
/// <param name="reason">What showed it.</param>
public sealed class SettingException(string message, Exception? reason = null)
    : InvalidOperationException(message, reason);
