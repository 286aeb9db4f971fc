using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Identity;

/// <summary>What a credential check says.</summary>
public enum Access
{
    /// <summary>The request may pass.</summary>
    Granted,

    /// <summary>The credentials are missing or wrong.</summary>
    Denied,

    /// <summary>No credentials are configured and anonymous use is not allowed: nobody may pass.</summary>
    Unconfigured,
}

/// <summary>
/// The one HTTP Basic credential of an API, from <c>HTTP_BASIC_AUTH_USER</c> and <c>HTTP_BASIC_AUTH_PASSWORD</c>.
/// Without a password any password passes. Without a user nobody passes, unless <c>ALLOW_ANONYMOUS</c> is true: then
/// everybody does.
/// </summary>
public sealed class BasicCredential
{
    /// <summary>What an operator has to do when the check says <see cref="Access.Unconfigured"/>.</summary>
    public const string HowToConfigure =
        "No credentials are configured: set HTTP_BASIC_AUTH_USER and HTTP_BASIC_AUTH_PASSWORD, "
        + "or ALLOW_ANONYMOUS=true.";

    private readonly byte[]? _user;
    private readonly byte[]? _password;
    private readonly bool _allowAnonymous;

    // The digest of the header that passed last: clients send the same again and again, and it need not be taken apart.
    private byte[]? _passed;

    private BasicCredential(string? user, string? password, bool allowAnonymous)
    {
        _user = user is null ? null : Digest(user);
        _password = password is null ? null : Digest(password);
        _allowAnonymous = allowAnonymous;
    }

    /// <summary>Whether <c>ALLOW_ANONYMOUS</c> is true.</summary>
    internal bool AllowsAnonymous => _allowAnonymous;

    /// <summary>Reads the settings; an empty one counts as not set.</summary>
    /// <exception cref="SettingException">A setting cannot be used; the message names it.</exception>
    public static BasicCredential Read(IConfiguration configuration) =>
        Read(configuration, "HTTP_BASIC_AUTH_USER", "HTTP_BASIC_AUTH_PASSWORD", passwordRequired: false);

    /// <summary>Reads a credential from settings of these names.</summary>
    internal static BasicCredential Read(
        IConfiguration configuration, string userSetting, string passwordSetting, bool passwordRequired)
    {
        var user = Setting(configuration, userSetting);
        var password = Setting(configuration, passwordSetting);
        if (user?.Contains(':') == true)
            throw new SettingException($"{userSetting} cannot contain a colon (RFC 7617).");
        if (user is null && password is not null)
            throw new SettingException($"{passwordSetting} needs {userSetting} beside it.");
        if (passwordRequired && user is not null && password is null)
            throw new SettingException($"{userSetting} needs {passwordSetting} beside it.");
        var anonymous = Setting(configuration, "ALLOW_ANONYMOUS") ?? "false";
        return bool.TryParse(anonymous, out var allow)
            ? new BasicCredential(user, password, allow)
            : throw new SettingException($"ALLOW_ANONYMOUS must be true or false, not '{anonymous}'.");
    }

    /// <summary>Checks the value of an <c>Authorization</c> header.</summary>
    public Access Check(string? authorization)
    {
        if (_user is null)
            return _allowAnonymous ? Access.Granted : Access.Unconfigured;
        var header = Digest(authorization ?? "");
        if (_passed is { } passed && CryptographicOperations.FixedTimeEquals(header, passed))
            return Access.Granted;
        if (!TryDecode(authorization, out var user, out var password))
            return Access.Denied;
        var isUser = CryptographicOperations.FixedTimeEquals(Digest(user), _user);
        var isPassword = _password is null || CryptographicOperations.FixedTimeEquals(Digest(password), _password);
        if (!(isUser & isPassword))
            return Access.Denied;
        _passed = header;
        return Access.Granted;
    }

    private static bool TryDecode(string? authorization, out string user, out string password)
    {
        user = password = "";
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || header.Parameter is null)
            return false;
        var bytes = new byte[header.Parameter.Length];
        if (!Convert.TryFromBase64String(header.Parameter, bytes, out var length))
            return false;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        (user, password) = (pair[0], pair.Length > 1 ? pair[1] : "");
        return true;
    }

    // Equal lengths whatever was sent, so that comparing tells nothing about them.
    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : null;
}
