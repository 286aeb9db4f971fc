namespace Switchboard.Embedded.Communication.Sms;

/// <summary>How to send a message.</summary>
public class SmsSendOptions
{
    /// <summary>Options with or without a delivery report.</summary>
    public SmsSendOptions(bool enableDeliveryReport) => EnableDeliveryReport = enableDeliveryReport;

    /// <summary>Whether the delivery is reported.</summary>
    public bool EnableDeliveryReport { get; }

    /// <summary>Returned in the delivery report.</summary>
    public string? Tag { get; set; }
}
