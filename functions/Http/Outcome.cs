namespace Switchboard;

/// <summary>
/// What became of an operation that somebody asked a capability for: done, nothing there, or refused for reasons.
/// Capabilities return it; each API family answers it in its own manners.
/// </summary>
/// <typeparam name="T">What a success yields.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>What was asked about does not exist.</summary>
    public static Outcome<T> NotFound { get; } = new Missing();

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new Success(value);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(ValidationErrors errors) => new Invalid(errors);

    /// <summary>The operation was done.</summary>
    /// <param name="Value">What it yielded.</param>
    public sealed record Success(T Value) : Outcome<T>;

    /// <summary>What the operation was about does not exist.</summary>
    public sealed record Missing : Outcome<T>;

    /// <summary>The operation was refused and changed nothing.</summary>
    /// <param name="Errors">Why.</param>
    public sealed record Invalid(ValidationErrors Errors) : Outcome<T>;
}
