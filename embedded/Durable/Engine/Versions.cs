namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Versions of orchestrations, which this hub does not have.</summary>
internal static class Versions
{
    /// <summary>Refuses to start a version that no worker would ever take.</summary>
    public static void Refuse(string? version)
    {
        if (!string.IsNullOrEmpty(version))
        {
            throw new NotSupportedException(
                $"No worker serves version '{version}' of an orchestration: on Azure, without a version strategy in"
                + " host.json, the instance would stay Pending for ever.");
        }
    }

    /// <inheritdoc cref="Refuse(string?)"/>
    public static void Refuse(TaskVersion? version) => Refuse(version?.Version);
}
