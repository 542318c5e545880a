using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>The mean of <c>|yTrue - yPred|</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/regression_metrics/#meanabsoluteerror-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class MeanAbsoluteError(string name = "mean_absolute_error") : MeanMetric(name)
{
    internal override bool? Increases => false;

    private protected override Value Call(Value yTrue, Value yPred)
    {
        var (target, prediction) = SameRank.OfTargets(ClassName, yTrue, yPred);
        return Losses.MeanAbsoluteError.Of(target, prediction);
    }

    internal static MeanAbsoluteError FromConfig(ConfigReader config) => new(ReadName(config, "mean_absolute_error"));
}
