namespace Switchboard.Demo;

/// <summary>The demo cannot go on; the message is for whoever watches it.</summary>
internal sealed class DemoException(string message) : Exception(message);
