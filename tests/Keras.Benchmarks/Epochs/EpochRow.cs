namespace Keras.Benchmarks.Epochs;

/// <summary>A row of the table.</summary>
/// <param name="Model">The example's name.</param>
/// <param name="Seconds">Seconds an epoch of 60,000 images.</param>
/// <param name="YardstickSeconds">The hard-coded step's seconds.</param>
/// <param name="YardstickRatio">How many times as long as the hard-coded step.</param>
/// <param name="Peers">The peers' times.</param>
/// <param name="LimitShare">The share of the multiply-add limit.</param>
/// <param name="BarrierNs">What it took two threads to meet, just before the fastest measurement.</param>
/// <param name="AllocatedBytesPerStep">Managed bytes that a step allocates.</param>
internal sealed record EpochRow(string Model, double Seconds, double? YardstickSeconds, double? YardstickRatio, List<PeerTime> Peers, double LimitShare, double BarrierNs, long AllocatedBytesPerStep);

/// <summary>A peer's seconds an epoch, and how many times as fast as it ours is.</summary>
internal sealed record PeerTime(string Name, double Seconds, double Ratio);
