using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>The cross-entropy of distributions over classes with class numbers as targets: <c>-ln p</c> of the target's class, along the last axis.</summary>
/// <remarks>
/// p is kept between 1e-7 and 1 - 1e-7, then divided by its sum. Of logits, ln p is the logarithm of their softmax.
/// Targets have the predictions' shape without the last axis, or with 1 there.
/// Source: <see href="https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class"/>.
/// </remarks>
/// <param name="fromLogits">Whether the predictions are logits instead of probabilities.</param>
/// <param name="ignoreClass">A class number, also one out of range such as -1, whose samples do not count.</param>
/// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
/// <param name="name">The loss's name.</param>
/// <exception cref="ArgumentException">The reduction is none of these.</exception>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null, string? reduction = "sum_over_batch_size", string name = "sparse_categorical_crossentropy") : Loss(name, reduction)
{
    internal override Value Call(Value yTrue, Value yPred)
    {
        var logits = fromLogits ? yPred : Op.Log(Probabilities.Clip(yPred));
        var logarithm = Softmaxes.LogSoftmax(logits);
        var loss = -Op.Sum(Op.Select(Probabilities.IsClass(yTrue, yPred.Shape[-1]), logarithm, 0), [-1]);
        return Mask(yTrue) is { } counts ? Op.Select(counts, loss, 0) : loss;
    }

    internal override Value? Mask(Value yTrue) => ignoreClass is { } ignored ? Op.Equal(Op.Equal(yTrue, ignored), 0) : null;

    internal override ClassLabels? Labels(KerasShape predictions) => predictions[-1] is { } classes ? new(classes, ignoreClass) : null;

    private protected override (Value YTrue, Value YPred) Match(Value yTrue, Value yPred) => (Probabilities.Labels(ClassName, yTrue, yPred), yPred);

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = fromLogits;
        config["ignore_class"] = ignoreClass;
        return config;
    }

    internal static SparseCategoricalCrossentropy FromConfig(ConfigReader config) => new(config.Node("from_logits") is not null && config.Bool("from_logits"), config.OptionalInt("ignore_class"),
        ReadReduction(config), config.Name ?? "sparse_categorical_crossentropy");
}
