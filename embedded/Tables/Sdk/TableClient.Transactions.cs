using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

public partial class TableClient
{
    /// <summary>
    /// Does all of up to 100 operations on rows of one partition, or none of them; one answer an operation, in order.
    /// </summary>
    /// <exception cref="TableTransactionFailedException">Refused; says which operation was the reason.</exception>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        SubmitAsync(transactionActions, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="SubmitTransaction" />
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        SubmitAsync(transactionActions, true, cancellationToken).AsTask();

    private async ValueTask<Response<IReadOnlyList<Response>>> SubmitAsync(
        IEnumerable<TableTransactionAction> actions, bool async, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var operations = actions as IReadOnlyList<TableTransactionAction> ?? [.. actions];
        if (operations.Count == 0)
            throw new InvalidOperationException("Transaction must contain at least one action.");

        using var message = _wire.Request(RequestMethod.Post, "$batch");
        BatchBody.Write(message.Request, Uri, operations);
        try
        {
            var response = await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
            var parts = BatchAnswer.Read(response);
            if (parts is [{ Status: >= 400 } failure])
                throw new RequestFailedException(failure, null, TableErrorParser.Instance);
            return Response.FromValue<IReadOnlyList<Response>>(parts, response);
        }
        catch (RequestFailedException refused)
        {
            throw new TableTransactionFailedException(refused);
        }
    }
}
