using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>The cross-entropy of distributions over classes: <c>-Σ y ln p</c> along an axis.</summary>
/// <remarks>
/// p is divided by its sum along the axis, then kept between 1e-7 and 1 - 1e-7. Of logits, ln p is the logarithm of their softmax.
/// Source: <see href="https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class"/>.
/// </remarks>
public sealed class CategoricalCrossentropy : Loss
{
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;
    private readonly int _axis;

    /// <summary>The cross-entropy of distributions over classes.</summary>
    /// <param name="fromLogits">Whether the predictions are logits instead of probabilities.</param>
    /// <param name="labelSmoothing">Brings the targets so far towards an even distribution; from 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
    /// <param name="name">The loss's name.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, int axis = -1, string? reduction = "sum_over_batch_size", string name = "categorical_crossentropy") : base(name, reduction)
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.Smoothing(ClassName, labelSmoothing);
        _axis = axis;
    }

    internal override Value Call(Value yTrue, Value yPred)
    {
        int axis = Probabilities.Axis(ClassName, _axis, yPred);
        var target = _labelSmoothing > 0 ? yTrue * (1 - _labelSmoothing) + _labelSmoothing / yTrue.Shape[-1] : yTrue;
        var logarithm = _fromLogits
            ? Softmaxes.LogSoftmax(yPred, axis)
            : Op.Log(Probabilities.Clip(yPred / Op.Sum(yPred, [axis], keepDimensions: true)));
        return -Op.Sum(target * logarithm, [axis]);
    }

    private protected override (Value YTrue, Value YPred) Match(Value yTrue, Value yPred)
    {
        var (target, prediction) = base.Match(yTrue, yPred);
        if (target.Shape == prediction.Shape)
        {
            return (target, prediction);
        }
        string advice = yTrue.Rank > 0 && yTrue.Shape[-1] == 1 ? " For class numbers use SparseCategoricalCrossentropy, or Utils.ToCategorical." : "";
        throw new ArgumentException($"{ClassName}: expected targets of the predictions' shape {yPred.Shape}, received {yTrue.Shape}.{advice}");
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = _fromLogits;
        config["label_smoothing"] = PythonNumber.Float(_labelSmoothing);
        config["axis"] = _axis;
        return config;
    }

    internal static CategoricalCrossentropy FromConfig(ConfigReader config) => new(config.Node("from_logits") is not null && config.Bool("from_logits"), config.OptionalDouble("label_smoothing") ?? 0,
        config.OptionalInt("axis") ?? -1, ReadReduction(config), config.Name ?? "categorical_crossentropy");
}
