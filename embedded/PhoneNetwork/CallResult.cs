namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>How a call or an operation in it ended: a SIP or HTTP code, the service's finer code, and words.</summary>
internal sealed record CallResult(int Code, int SubCode, string Message)
{
    // Sub-codes that begin with 560 were decided on the carrier's side, those with 540 on the service's.
    public static readonly CallResult Busy = new(486, 560486, "The callee is busy.");
    public static readonly CallResult NoAnswer = new(480, 560480, "The callee did not answer.");
    public static readonly CallResult NoAnswerInTime = new(408, 560408, "The callee did not answer in time.");
    public static readonly CallResult RingTimeout = new(487, 560487, "The call was canceled as nobody answered.");
    public static readonly CallResult Declined = new(603, 560603, "The callee declined the call.");
    public static readonly CallResult DeclinedByCallee = new(603, 0, "The callee declined the call.");
    public static readonly CallResult UnassignedNumber = new(404, 560404, "The number is not assigned.");
    public static readonly CallResult IncompleteNumber = new(484, 560484, "The number is incomplete or invalid.");
    public static readonly CallResult CallerBlocked = new(403, 510403, "The caller id is blocked.");
    public static readonly CallResult GivenUp = new(487, 540487, "The caller hung up before the call was answered.");
    public static readonly CallResult HungUp = new(0, 560000, "The call was ended by the callee.");
    public static readonly CallResult EndedByApplication = new(0, 7000, "The call was ended by Call Automation.");

    public static readonly CallResult RejectedAsBusy = new(486, 540486, "The call was rejected as busy.");
    public static readonly CallResult RejectedAsForbidden = new(403, 0, "The call was rejected as forbidden.");

    public static readonly CallResult Transferred = new(0, 0, "The call was transferred.");

    public static readonly CallResult NotInCall = new(404, 8522, "The participant is not in the call.");
    public static readonly CallResult NoSuchInvitation = new(404, 8522, "There is no such invitation, or it is over.");

    public static readonly CallResult Success = new(200, 0, "Action completed successfully.");
    public static readonly CallResult MaxTones = new(200, 8531, "Action completed, max digits received.");
    public static readonly CallResult StopTone = new(200, 8514, "Action completed as stop tone was detected.");
    public static readonly CallResult ToneMatched = new(200, 8533, "Action completed, DTMF option matched.");
    public static readonly CallResult PhraseMatched =
        new(200, 8545, "Action completed, recognized phrase matches a valid option.");

    public static readonly CallResult PhraseNotMatched =
        new(400, 8547, "Action failed, recognized phrase does not match a valid option.");

    public static readonly CallResult IncorrectTone = new(400, 8534, "Action failed, incorrect tone entered.");
    public static readonly CallResult InitialSilence =
        new(400, 8510, "Action failed, initial silence timeout reached.");

    public static readonly CallResult InterToneSilence =
        new(400, 8532, "Action failed, inter-digit silence timeout reached.");

    public static readonly CallResult EmptySource = new(400, 8582, "Action failed, text or SSML to play is empty.");
    public static readonly CallResult MediaCanceled = new(400, 8508, "Action failed, the operation was canceled.");
}
