using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>The mean of <c>|yTrue - yPred|</c> over the last axis.</summary>
/// <remarks>Source: <see href="https://keras.io/api/losses/regression_losses/#meanabsoluteerror-class"/>.</remarks>
/// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
/// <param name="name">The loss's name.</param>
/// <exception cref="ArgumentException">The reduction is none of these.</exception>
public sealed class MeanAbsoluteError(string? reduction = "sum_over_batch_size", string name = "mean_absolute_error") : Loss(name, reduction)
{
    internal override Value Call(Value yTrue, Value yPred) => Of(yTrue, yPred);

    /// <summary>The loss along the last axis.</summary>
    internal static Value Of(Value yTrue, Value yPred) => Op.Mean(Op.Abs(yTrue - yPred), [-1]);

    internal static MeanAbsoluteError FromConfig(ConfigReader config) => new(ReadReduction(config), config.Name ?? "mean_absolute_error");
}
