using Keras.Core;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>How often the largest prediction is at the place of the largest target, along the last axis.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/accuracy_metrics/#categoricalaccuracy-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : MeanMetric(name)
{
    internal override bool? Increases => true;

    private protected override Value Call(Value yTrue, Value yPred) =>
        Matches.Equal(Matches.Classes(ClassName, yTrue, yPred), Op.Cast(Op.ArgMax(yPred, -1), KerasDType.Float32));

    internal static CategoricalAccuracy FromConfig(ConfigReader config) => new(ReadName(config, "categorical_accuracy"));
}
