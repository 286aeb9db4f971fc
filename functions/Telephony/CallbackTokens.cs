using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Switchboard.Http;

namespace Switchboard.Telephony;

/// <summary>
/// Checks the token that ACS sends along with each event: signed by ACS, for our resource, and minutes old. Without
/// <c>COMMUNICATION_RESOURCE_ID</c> there is nothing to hold a token against, and the address's own signature has to do.
/// </summary>
public sealed partial class CallbackTokens
{
    /// <summary>Who signs the tokens.</summary>
    internal const string Issuer = "https://acscallautomation.communication.azure.com";

    private const string Scheme = "Bearer ";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new();
    private readonly BaseConfigurationManager _keys;
    private readonly TokenValidationParameters? _expected;
    private readonly ILogger<CallbackTokens> _logger;

    /// <summary>Takes the keys from ACS's OpenID document, which is fetched when first needed and then kept.</summary>
    public CallbackTokens(TelephonyOptions options, TimeProvider clock, ILogger<CallbackTokens> logger)
        : this(options, clock, logger, new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{Issuer}/calling/.well-known/acsopenidconfiguration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever()))
    {
    }

    internal CallbackTokens(
        TelephonyOptions options, TimeProvider clock, ILogger<CallbackTokens> logger, BaseConfigurationManager keys)
    {
        (_keys, _logger) = (keys, logger);
        if (options.ResourceId is not { } resource)
            return;
        _expected = new TokenValidationParameters
        {
            ConfigurationManager = keys,
            ValidIssuer = Issuer,
            ValidAudience = resource.ToString(),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            LifetimeValidator = (from, until, _, _) => IsNow(clock.GetUtcNow().UtcDateTime, from, until),
        };
    }

    /// <summary>Whether the value of an <c>Authorization</c> header comes from ACS and is for us.</summary>
    /// <exception cref="RequestRejectedException">503: ACS's keys cannot be had; ask again.</exception>
    public async ValueTask<bool> AreGenuineAsync(string? authorization, CancellationToken cancellation)
    {
        if (_expected is null)
            return true;
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return false;
        try
        {
            await _keys.GetBaseConfigurationAsync(cancellation);
        }
        catch (Exception unreachable) when (unreachable is InvalidOperationException or IOException)
        {
            LogNoKeys(unreachable);
            throw new RequestRejectedException(
                StatusCodes.Status503ServiceUnavailable, "The keys that events are signed with cannot be had now.");
        }

        var token = await _handler.ValidateTokenAsync(authorization[Scheme.Length..].Trim(), _expected);
        if (!token.IsValid)
            LogRefused(token.Exception?.GetType().Name ?? "invalid");
        return token.IsValid;
    }

    private static bool IsNow(DateTime now, DateTime? from, DateTime? until) =>
        until is not null && now < until + ClockSkew && !(now < from - ClockSkew);

    [LoggerMessage(LogLevel.Warning, "An event of a call was refused: its token is not good ({Reason}).")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The keys that ACS signs events with cannot be had.")]
    private partial void LogNoKeys(Exception exception);
}
