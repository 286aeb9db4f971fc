using System.Globalization;
using System.Runtime.Serialization;
using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>An entity group transaction was refused: nothing of it was done.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Reads the failed operation's index from the service's message (<c>index:text</c>).</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException) =>
        FailedTransactionActionIndex = IndexIn(requestFailedException.Message);

    /// <summary>For serialization.</summary>
    [Obsolete("Formatter-based serialization is obsolete.", DiagnosticId = "SYSLIB0051")]
    protected TableTransactionFailedException(SerializationInfo info, StreamingContext context)
        : base(info, context) =>
        FailedTransactionActionIndex = (int?)info.GetValue(nameof(FailedTransactionActionIndex), typeof(int?));

    /// <summary>Which operation of the transaction failed, from 0; null if the service does not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static int? IndexIn(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
