using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>The mean of <c>(yTrue - yPred)²</c> over the last axis.</summary>
/// <remarks>Source: <see href="https://keras.io/api/losses/regression_losses/#meansquarederror-class"/>.</remarks>
/// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
/// <param name="name">The loss's name.</param>
/// <exception cref="ArgumentException">The reduction is none of these.</exception>
public sealed class MeanSquaredError(string? reduction = "sum_over_batch_size", string name = "mean_squared_error") : Loss(name, reduction)
{
    internal override Value Call(Value yTrue, Value yPred) => Of(yTrue, yPred);

    /// <summary>The loss along the last axis.</summary>
    internal static Value Of(Value yTrue, Value yPred)
    {
        var difference = yTrue - yPred;
        return Op.Mean(difference * difference, [-1]);
    }

    internal static MeanSquaredError FromConfig(ConfigReader config) => new(ReadReduction(config), config.Name ?? "mean_squared_error");
}
