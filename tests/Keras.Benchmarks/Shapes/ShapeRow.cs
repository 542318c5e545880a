using Keras.Benchmarks.Epochs;

namespace Keras.Benchmarks.Shapes;

/// <summary>A row of the table.</summary>
/// <param name="Shape">The shape's label.</param>
/// <param name="Milliseconds">Milliseconds a step.</param>
/// <param name="Peers">The peers' milliseconds.</param>
/// <param name="Ratio">How many times as fast as the faster peer.</param>
/// <param name="LimitShare">The share of the multiply-add limit.</param>
/// <param name="OddCost">What an image costs, in shares of what it costs at the round batch size beside; null where this is the round one, or that was not measured.</param>
internal sealed record ShapeRow(string Shape, double Milliseconds, List<PeerTime> Peers, double? Ratio, double LimitShare, double? OddCost);
