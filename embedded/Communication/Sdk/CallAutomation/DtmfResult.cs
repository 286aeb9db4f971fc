namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys that were pressed.</summary>
public class DtmfResult : RecognizeResult
{
    internal DtmfResult(IEnumerable<DtmfTone> tones) => Tones = [.. tones];

    /// <inheritdoc/>
    public override RecognizeResultType ResultType => RecognizeResultType.DtmfResult;

    /// <summary>The keys in the order in which they were pressed.</summary>
    public IReadOnlyList<DtmfTone> Tones { get; }

    /// <summary>The keys' own signs, one after the other: <c>12#</c>.</summary>
    public string ConvertToString() => string.Concat(Tones.Select(tone => tone.ToChar()));
}
