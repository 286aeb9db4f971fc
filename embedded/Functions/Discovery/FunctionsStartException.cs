namespace Switchboard.Embedded.Functions.Discovery;

/// <summary>Why the application cannot start, in words for whoever started it.</summary>
internal sealed class FunctionsStartException(string message, Exception? inner = null) : Exception(message, inner);
