namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// What goes wrong, each with a probability from 0 to 1, and what is limited; who is hit is drawn from the seed.
/// </summary>
internal sealed record Faults
{
    public static readonly Faults None = new();

    /// <summary>An event is delivered twice, with the same id.</summary>
    public double DuplicateEvents { get; init; }

    /// <summary>An event is delivered two seconds late, after others of its call.</summary>
    public double ReorderEvents { get; init; }

    /// <summary>An event is delivered thirty seconds late.</summary>
    public double DelayEvents { get; init; }

    /// <summary>
    /// A call is answered, or not, and the application is told so, before its request to create the call is answered.
    /// </summary>
    public double EarlyEvents { get; init; }

    /// <summary>An event is never delivered.</summary>
    public double LostEvents { get; init; }

    /// <summary>A request to create a call is answered with 503; nobody is called.</summary>
    public double CreateCallUnavailable { get; init; }

    /// <summary>A request is answered with 429 and Retry-After; nothing is done.</summary>
    public double ThrottledRequests { get; init; }

    /// <summary>A request is answered with 500; nothing is done.</summary>
    public double FailedRequests { get; init; }

    /// <summary>A request is answered with 503 and Retry-After; nothing is done.</summary>
    public double UnavailableRequests { get; init; }

    /// <summary>A request's connection is closed without an answer, half the time after it was carried out.</summary>
    public double DroppedConnections { get; init; }

    /// <summary>A request is carried out and answered twenty seconds later, by the simulated clock.</summary>
    public double SlowAnswers { get; init; }

    /// <summary>A request to the Table service is answered with 503 ServerBusy; nothing is done.</summary>
    public double ThrottledTables { get; init; }

    /// <summary>
    /// When whoever is refused by chance is told to come back. Null, the default: after a second, and nothing by tables.
    /// </summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Our numbers that carriers have blocked: every call from them fails (403/510403).</summary>
    public IReadOnlyList<string> BlockedCallers { get; init; } = [];

    /// <summary>
    /// How many calls a caller number may have at once; a further one is declined (603/560603), as in Azure, where the
    /// default is 2. Null, the default here, for any number of calls.
    /// </summary>
    public int? CallsPerNumber { get; init; }

    /// <summary>How many text messages a number may send in a minute; a further one is refused with 429.</summary>
    public int? SmsPerMinute { get; init; }

    /// <summary>How many mails may be sent in a minute; a further one is answered with 429 and Retry-After.</summary>
    public int? EmailsPerMinute { get; init; }

    /// <summary>How many mails may be sent in an hour; likewise.</summary>
    public int? EmailsPerHour { get; init; }

    /// <summary>How often in a minute one may ask what became of mails; likewise.</summary>
    public int? EmailStatusesPerMinute { get; init; }

    /// <summary>With the limits that Azure has for a resource of which nothing more was asked, where none is given.</summary>
    public Faults WithAzureLimits() => this with
    {
        CallsPerNumber = CallsPerNumber ?? 2,
        SmsPerMinute = SmsPerMinute ?? 200,
        EmailsPerMinute = EmailsPerMinute ?? 30,
        EmailsPerHour = EmailsPerHour ?? 100,
        EmailStatusesPerMinute = EmailStatusesPerMinute ?? 60,
    };
}

/// <summary>The faults that are switched on at the moment.</summary>
internal sealed class FaultPanel(Faults initial)
{
    private volatile Faults _current = initial;

    /// <summary>Called when others are switched on.</summary>
    public Action<Faults>? Changed { get; set; }

    public Faults Current
    {
        get => _current;
        set
        {
            _current = value;
            Changed?.Invoke(value);
        }
    }
}
