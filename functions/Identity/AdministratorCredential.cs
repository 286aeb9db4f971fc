namespace Switchboard.Identity;

/// <summary>
/// The HTTP Basic credential of the first administrator, from <c>ADMIN_USERNAME</c> and <c>ADMIN_PASSWORD</c>. Where
/// <c>ALLOW_ANONYMOUS</c> is true, everybody is an administrator: convenient on a laptop, and nowhere else.
/// </summary>
public sealed class AdministratorCredential
{
    /// <summary>What an operator has to do when the check says <see cref="Access.Unconfigured"/>.</summary>
    public const string HowToConfigure = "No administrator is configured: set ADMIN_USERNAME and ADMIN_PASSWORD.";

    private readonly BasicCredential _credential;

    private AdministratorCredential(BasicCredential credential, bool isOpen) => (_credential, IsOpen) = (credential, isOpen);

    /// <summary>Whether everybody is an administrator, so that tokens can be shown to all.</summary>
    public bool IsOpen { get; }

    /// <summary>Reads the settings; an empty one counts as not set.</summary>
    /// <exception cref="SettingException">A setting cannot be used; the message names it.</exception>
    public static AdministratorCredential Read(IConfiguration configuration)
    {
        var credential = BasicCredential.Read(configuration, "ADMIN_USERNAME", "ADMIN_PASSWORD", passwordRequired: true);
        return new AdministratorCredential(credential, credential.AllowsAnonymous);
    }

    /// <summary>Checks the value of an <c>Authorization</c> header.</summary>
    public Access Check(string? authorization) => IsOpen ? Access.Granted : _credential.Check(authorization);
}
