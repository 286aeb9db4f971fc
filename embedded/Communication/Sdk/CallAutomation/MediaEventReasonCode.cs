using System.ComponentModel;
using System.Globalization;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Why a play or a recognition ended: the sub-code of its event.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct MediaEventReasonCode(string value) : IEquatable<MediaEventReasonCode>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Nothing was pressed or said in time.</summary>
    public static MediaEventReasonCode RecognizeInitialSilenceTimedOut { get; } = new("8510");

    /// <summary>The next key was not pressed in time.</summary>
    public static MediaEventReasonCode RecognizeInterDigitTimedOut { get; } = new("8532");

    /// <summary>The file could not be downloaded.</summary>
    public static MediaEventReasonCode PlayDownloadFailed { get; } = new("8536");

    /// <summary>The file is not one that can be played.</summary>
    public static MediaEventReasonCode PlayInvalidFileFormat { get; } = new("8535");

    /// <summary>The prompt could not be played.</summary>
    public static MediaEventReasonCode RecognizePlayPromptFailed { get; } = new("8511");

    /// <summary>As many keys as asked for were pressed.</summary>
    public static MediaEventReasonCode RecognizeMaxDigitsReceived { get; } = new("8531");

    /// <summary>A key that is none of the choices was pressed.</summary>
    public static MediaEventReasonCode RecognizeIncorrectToneDetected { get; } = new("8534");

    /// <summary>A stop key was pressed.</summary>
    public static MediaEventReasonCode RecognizeStopToneDetected { get; } = new("8514");

    /// <summary>One of the choices was said.</summary>
    public static MediaEventReasonCode RecognizeSpeechOptionMatched { get; } = new("8545");

    /// <summary>None of the choices was said.</summary>
    public static MediaEventReasonCode RecognizeSpeechOptionNotMatched { get; } = new("8547");

    /// <summary>A choice's key was pressed.</summary>
    public static MediaEventReasonCode RecognizeDtmfOptionMatched { get; } = new("8533");

    /// <summary>The speech was not understood.</summary>
    public static MediaEventReasonCode RecognizeSpeechNotRecognized { get; } = new("8563");

    /// <summary>The speech service could not be reached.</summary>
    public static MediaEventReasonCode RecognizeSpeechServiceConnectionError { get; } = new("8564");

    /// <summary>The speech service failed.</summary>
    public static MediaEventReasonCode CognitiveServicesError { get; } = new("8565");

    /// <summary>The text to read is empty.</summary>
    public static MediaEventReasonCode PlaySourceTextOrSsmlEmpty { get; } = new("8582");

    /// <summary>It went to its end.</summary>
    public static MediaEventReasonCode CompletedSuccessfully { get; } = new("0");

    /// <summary>Another reason.</summary>
    public static MediaEventReasonCode UnspecifiedError { get; } = new("9999");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(MediaEventReasonCode left, MediaEventReasonCode right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(MediaEventReasonCode left, MediaEventReasonCode right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator MediaEventReasonCode(string value) => new(value);

    /// <summary>The reason as a number.</summary>
    public int GetReasonCodeValue() => int.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public bool Equals(MediaEventReasonCode other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is MediaEventReasonCode other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
