using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>Kullback's and Leibler's divergence: the mean of <c>Σ yTrue ln(yTrue / yPred)</c> over the last axis, both brought between 1e-7 and 1.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/probabilistic_metrics/#kldivergence-class"/>.</remarks>
/// <param name="name">The metric's name.</param>
public sealed class KLDivergence(string name = "kl_divergence") : MeanMetric(name)
{
    internal override bool? Increases => false;

    private protected override Value Call(Value yTrue, Value yPred)
    {
        var (target, prediction) = SameRank.OfTargets(ClassName, yTrue, yPred);
        return Losses.KLDivergence.Of(target, prediction);
    }

    internal static KLDivergence FromConfig(ConfigReader config) => new(ReadName(config, "kl_divergence"));
}
