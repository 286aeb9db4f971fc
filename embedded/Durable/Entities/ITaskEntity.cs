namespace Switchboard.Embedded.Durable.Entities;

/// <summary>Something with a state, on which operations are carried out one after the other.</summary>
public interface ITaskEntity
{
    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">Which one, its input, and the state it works on.</param>
    /// <returns>What a caller gets.</returns>
    ValueTask<object?> RunAsync(TaskEntityOperation operation);
}
