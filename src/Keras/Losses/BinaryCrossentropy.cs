using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>The cross-entropy of single probabilities: the mean of <c>-(y ln p + (1 - y) ln(1 - p))</c> over an axis.</summary>
/// <remarks>
/// p is kept between 1e-7 and 1 - 1e-7. Of logits z, p being their sigmoid, it is <c>max(z, 0) - z y + ln(1 + e^-|z|)</c>;
/// probabilities that a model computes as a sigmoid are taken back to their logits, kept where the probabilities would be, as Keras does on TensorFlow.
/// Source: <see href="https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class"/>.
/// </remarks>
public sealed class BinaryCrossentropy : Loss
{
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;
    private readonly int _axis;

    /// <summary>The cross-entropy of single probabilities.</summary>
    /// <param name="fromLogits">Whether the predictions are logits instead of probabilities.</param>
    /// <param name="labelSmoothing">Brings the targets so far towards 0.5; from 0 to 1.</param>
    /// <param name="axis">The axis that the mean is taken over.</param>
    /// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
    /// <param name="name">The loss's name.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0, int axis = -1, string? reduction = "sum_over_batch_size", string name = "binary_crossentropy") : base(name, reduction)
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.Smoothing(ClassName, labelSmoothing);
        _axis = axis;
    }

    internal override Value Call(Value yTrue, Value yPred)
    {
        int axis = Probabilities.Axis(ClassName, _axis, yPred);
        var target = _labelSmoothing > 0 ? yTrue * (1 - _labelSmoothing) + 0.5 * _labelSmoothing : yTrue;
        return Op.Mean(_fromLogits ? Op.SigmoidCrossentropy(yPred, target) : OfProbabilities(target, yPred), [axis]);
    }

    private static Value OfProbabilities(Value yTrue, Value yPred)
    {
        if (yPred.Primitive is Sigmoid)
        {
            // The same from the logits, as Keras has it on TensorFlow: the logarithms' operands need not be rounded to 1 first.
            return Op.SigmoidCrossentropy(Probabilities.ClipLogits(yPred.Operands[0]), yTrue);
        }
        var p = Probabilities.Clip(yPred);
        return -(yTrue * Op.Log(p) + (1 - yTrue) * Op.Log(1 - p));
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = _fromLogits;
        config["label_smoothing"] = PythonNumber.Float(_labelSmoothing);
        config["axis"] = _axis;
        return config;
    }

    internal static BinaryCrossentropy FromConfig(ConfigReader config) => new(config.Node("from_logits") is not null && config.Bool("from_logits"), config.OptionalDouble("label_smoothing") ?? 0,
        config.OptionalInt("axis") ?? -1, ReadReduction(config), config.Name ?? "binary_crossentropy");
}
