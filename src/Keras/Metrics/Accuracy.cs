using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>How often predictions equal their targets.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/accuracy_metrics/#accuracy-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class Accuracy(string name = "accuracy") : MeanMetric(name)
{
    internal override bool? Increases => true;

    private protected override Value Call(Value yTrue, Value yPred)
    {
        var (target, prediction) = SameRank.OfTargets(ClassName, yTrue, yPred);
        return Matches.Equal(target, prediction);
    }

    internal static Accuracy FromConfig(ConfigReader config) => new(ReadName(config, "accuracy"));
}
