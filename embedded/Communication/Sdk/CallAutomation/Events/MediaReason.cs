using System.Globalization;

namespace Switchboard.Embedded.Communication.CallAutomation;

internal static class MediaReason
{
    public static MediaEventReasonCode Of(ResultInformation? result) => result?.SubCode is { } subCode
        ? new MediaEventReasonCode(subCode.ToString(CultureInfo.InvariantCulture))
        : MediaEventReasonCode.UnspecifiedError;
}
