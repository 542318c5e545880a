namespace Keras.Benchmarks.Epochs;

/// <summary>A row of the table.</summary>
/// <param name="Model">The example's name.</param>
/// <param name="Seconds">Seconds an epoch of 60,000 images.</param>
/// <param name="Peer">The peer's name.</param>
/// <param name="PeerSeconds">The peer's seconds.</param>
/// <param name="Ratio">How many times as fast as the peer.</param>
/// <param name="LimitShare">The share of the multiply-add limit.</param>
/// <param name="AllocatedBytesPerStep">Managed bytes that a step allocates.</param>
internal sealed record EpochRow(string Model, double Seconds, string? Peer, double? PeerSeconds, double? Ratio, double LimitShare, long AllocatedBytesPerStep);
