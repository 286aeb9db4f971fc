namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>
/// Where events may be sent: https anywhere, as the real client demands; http only to this machine, where the
/// embedded cloud runs without a certificate.
/// </summary>
internal static class CallbackAddress
{
    public static void Validate(Uri? uri, string parameter)
    {
        if (uri is not { IsAbsoluteUri: true } || !IsAllowed(uri))
            throw new ArgumentException("Callback URI has to be in well-formed, valid https format.", parameter);
    }

    private static bool IsAllowed(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
