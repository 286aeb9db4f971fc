namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Who called whom.</summary>
internal enum CallDirection
{
    /// <summary>The application called someone.</summary>
    Outgoing,

    /// <summary>Someone called one of the application's numbers.</summary>
    Incoming,
}
