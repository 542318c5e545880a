using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>Kullback's and Leibler's divergence: the sum of <c>yTrue ln(yTrue / yPred)</c> over the last axis, both brought between 1e-7 and 1.</summary>
/// <remarks>Source: <see href="https://keras.io/api/losses/probabilistic_losses/#kldivergence-class"/>.</remarks>
/// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
/// <param name="name">The loss's name.</param>
/// <exception cref="ArgumentException">The reduction is none of these.</exception>
public sealed class KLDivergence(string? reduction = "sum_over_batch_size", string name = "kl_divergence") : Loss(name, reduction)
{
    internal override Value Call(Value yTrue, Value yPred) => Of(yTrue, yPred);

    /// <summary>The loss along the last axis.</summary>
    internal static Value Of(Value yTrue, Value yPred)
    {
        (yTrue, yPred) = (Clipped(yTrue), Clipped(yPred));
        return Op.Sum(yTrue * Op.Log(yTrue / yPred), [-1]);

        static Value Clipped(Value x) => Op.Minimum(Op.Maximum(x, 1e-7), 1);
    }

    internal static KLDivergence FromConfig(ConfigReader config) => new(ReadReduction(config), config.Name ?? "kl_divergence");
}
