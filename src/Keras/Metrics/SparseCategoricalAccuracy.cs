using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>How often the largest prediction, along the last axis, is at the place that the target names.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/accuracy_metrics/#sparsecategoricalaccuracy-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric(name)
{
    internal override bool? Increases => true;

    private protected override Value Call(Value yTrue, Value yPred) =>
        Matches.Equal(Probabilities.Labels(ClassName, yTrue, yPred), Op.Cast(Op.ArgMax(yPred, -1), KerasDType.Float32));

    internal static SparseCategoricalAccuracy FromConfig(ConfigReader config) => new(ReadName(config, "sparse_categorical_accuracy"));
}
