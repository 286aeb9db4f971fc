using Switchboard.Http.OpenApi;

namespace Switchboard.Messaging;

/// <summary>Describes messages to clients.</summary>
internal sealed class MessageDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Written = new(2017, 11, 9, 10, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Messages", "What was sent by mail and as text messages, to whom, with which result.")
            .Schema<DeliveryJson>(
                "Delivery", "What became of a message on one recipient's side.", ("status", "The service's word, such as `Delivered`."))
            .Schema<MessageJson>(
                "Message",
                "A mail or a text message.",
                ("about", "What it is about: a path without its beginning, such as `callbacks/1`."),
                ("operation_id", "The id under which it is sent, however often that is tried."),
                ("attempts", "How often the service was asked to send it."),
                ("error", "Why it was not sent, or not yet."),
                ("accepted_at", "When the service took it."));

        api.Operation(nameof(MessageFunctions.ListMessages), "Lists messages")
            .ListsInApi(Example())
            .Query("status", Schema.Text("The status."), "delivered")
            .Query("channel", Schema.Text("How it travels: `email` or `sms`."), "email")
            .Query("about", Schema.Text("What it is about."), "callbacks/1");
        api.Operation(nameof(MessageFunctions.ShowMessage), "Shows a message").ShowsInApi(Example());
    }

    private static MessageJson Example() => new(
        1,
        Channel.Email,
        MessageStatus.Delivered,
        ["callbacks@desk.example"],
        "callbacks/1",
        "New: linux Call Back - Ticket 42 [#1]",
        "cannot log in",
        new Guid("0199b6a4-4a0e-7cc1-8f0c-5d7f2d6f1c7a"),
        Attempts: 1,
        Error: null,
        [new DeliveryJson("callbacks@desk.example", "Delivered", null, Written.AddSeconds(4))],
        Written,
        Written.AddSeconds(4),
        Written.AddSeconds(2));
}
