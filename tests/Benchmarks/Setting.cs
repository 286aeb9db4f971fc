using System.Globalization;

namespace Switchboard.Benchmarks;

/// <summary>What the environment says of how large a measurement is to be.</summary>
internal static class Setting
{
    public static int Of(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
