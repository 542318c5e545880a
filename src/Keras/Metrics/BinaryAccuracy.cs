using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>How often predictions lie on their targets' side of a threshold: <c>(yPred > threshold) = yTrue</c>, targets being 0 or 1.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/accuracy_metrics/#binaryaccuracy-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
/// <param name="threshold">Above it a prediction counts as 1.</param>
public sealed class BinaryAccuracy(string name = "binary_accuracy", double threshold = 0.5) : MeanMetric(name)
{
    internal override bool? Increases => true;

    private protected override Value Call(Value yTrue, Value yPred)
    {
        var (target, prediction) = SameRank.OfTargets(ClassName, yTrue, yPred);
        return Matches.Equal(target, Op.Cast(Op.Less(threshold, prediction), KerasDType.Float32));
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["threshold"] = PythonNumber.Float(threshold);
        return config;
    }

    internal static BinaryAccuracy FromConfig(ConfigReader config) => new(ReadName(config, "binary_accuracy"), config.OptionalDouble("threshold") ?? 0.5);
}
