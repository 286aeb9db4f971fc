namespace Switchboard.Callbacks;

/// <summary>A callback as the API shows it: details and status as the latest notes have them, and all notes.</summary>
public sealed record CallbackJson(
    long Id,
    long Ddi,
    string Name,
    long Phone,
    long? Ticket,
    string Platform,
    string Details,
    string Status,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    IEnumerable<NoteJson> Notes)
{
    /// <summary>Shows a callback.</summary>
    public static CallbackJson From(NotedCallback noted)
    {
        var callback = noted.Callback;
        return new CallbackJson(
            callback.Id,
            callback.Ddi,
            callback.Name,
            callback.Phone,
            callback.Ticket,
            callback.Platform,
            callback.Details,
            callback.Status,
            callback.CreatedAt,
            callback.UpdatedAt,
            noted.Notes.Select(note => new NoteJson(note.Details, note.Status, note.Updated)));
    }
}

/// <summary>A note as the API shows it.</summary>
public sealed record NoteJson(string? Details, string Status, DateTimeOffset Updated);
