using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>The mean of <c>(yTrue - yPred)²</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/regression_metrics/#meansquarederror-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class MeanSquaredError(string name = "mean_squared_error") : MeanMetric(name)
{
    internal override bool? Increases => false;

    private protected override Value Call(Value yTrue, Value yPred)
    {
        var (target, prediction) = SameRank.OfTargets(ClassName, yTrue, yPred);
        return Losses.MeanSquaredError.Of(target, prediction);
    }

    internal static MeanSquaredError FromConfig(ConfigReader config) => new(ReadName(config, "mean_squared_error"));
}
