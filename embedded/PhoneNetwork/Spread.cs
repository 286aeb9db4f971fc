namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// How long something takes, as people differ in it: log-normal around a median, cut off at both ends. A
/// <paramref name="Sigma"/> of 0.5 puts two of three between 0.6 and 1.6 times the median.
/// </summary>
internal sealed record Spread(double MedianSeconds, double FromSeconds, double ToSeconds, double Sigma = 0.5);
