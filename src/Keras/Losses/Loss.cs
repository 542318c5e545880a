using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;
using NumSharp;

namespace Keras.Losses;

/// <summary>How far predictions are from targets: by Keras's name (<c>"mse"</c>, <c>"binary_crossentropy"</c>) or an object (<c>new Huber(0.5)</c>).</summary>
/// <remarks>
/// A loss gives a number for each sample, or for each place of a sample: the mean or sum over the last axis. These are multiplied by the sample
/// weights and reduced: "sum_over_batch_size" (the default) and "mean" divide their sum by their number, "mean_with_sample_weight" by the sum of the
/// weights, "sum" by nothing, and "none" leaves them as they are. Source: <see href="https://keras.io/api/losses/"/>.
/// </remarks>
public abstract class Loss
{
    private protected Loss(string name, string? reduction)
    {
        Reduction = reduction is null ? null : LossReduction.Check(ClassName, reduction);
        Name = string.IsNullOrEmpty(name) ? throw new ArgumentException($"{ClassName}: a name must not be empty.", nameof(name)) : name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How the losses of single samples become one number; <c>null</c> is "none".</summary>
    public string? Reduction { get; }

    /// <summary>Keras's name of the class.</summary>
    internal string ClassName => GetType().Name;

    /// <summary>The loss of that name, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Loss(string name) => LossTable.Get(name);

    /// <summary>Computes the loss of arrays at once.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight for each sample, or for each place of a sample; a number is one for all.</param>
    /// <returns>A number of <see cref="Config.Floatx"/>: of shape (), or with the reduction "none" of the samples' shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or labels are out of range.</exception>
    /// <example><code>double error = (float)new MeanSquaredError().Call(y_true, y_pred);</code></example>
    public NDArray Call(ArrayLike yTrue, ArrayLike yPred, ArrayLike? sampleWeight = null)
    {
        ArrayView[] data = [Immediate.One(ClassName, nameof(yTrue), yTrue), Immediate.One(ClassName, nameof(yPred), yPred)];
        if (sampleWeight is not null)
        {
            data = [.. data, Immediate.OneOrNumber(ClassName, nameof(sampleWeight), sampleWeight)];
        }
        return Immediate.Run(data, (_, values) =>
        {
            var loss = Compute(values[0], values[1], values.ElementAtOrDefault(2));
            Labels(data[1].Shape.ToArray())?.Check(ClassName, data[0]);
            return loss;
        })!;
    }

    /// <summary>The loss of each sample, or of each place of a sample; targets and predictions have one rank where they can have.</summary>
    internal abstract Value Call(Value yTrue, Value yPred);

    /// <summary>Which of the samples count; all when null.</summary>
    internal virtual Value? Mask(Value yTrue) => null;

    /// <summary>What the targets are where they are class numbers; null where they are not.</summary>
    internal virtual ClassLabels? Labels(KerasShape predictions) => null;

    /// <summary>The loss, weighted and reduced: a scalar, but with the reduction "none".</summary>
    internal Value Compute(Value yTrue, Value yPred, Value? sampleWeight)
    {
        var (target, prediction) = Match(Op.Cast(yTrue, KerasDType.Float32), Op.Cast(yPred, KerasDType.Float32));
        var values = Call(target, prediction);
        if (sampleWeight is not null)
        {
            var (left, right) = SameRank.Of(values, sampleWeight);
            // A loss over the only axis is one number, which every weight multiplies.
            if (left.Rank > 0 && (right.Rank > left.Rank || !Enumerable.Range(1, right.Rank).All(i => right.Shape[^i] == left.Shape[^i] || right.Shape[^i] == 1)))
            {
                throw new ArgumentException($"{ClassName}: expected sample weights of shape {values.Shape}, one for each loss, received {sampleWeight.Shape}.", nameof(sampleWeight));
            }
        }
        return LossReduction.Apply(Reduction ?? "none", values, sampleWeight is null ? null : Op.Cast(sampleWeight, KerasDType.Float32), Mask(target));
    }

    /// <summary>Brings targets and predictions to one rank, and throws where they cannot be compared.</summary>
    private protected virtual (Value YTrue, Value YPred) Match(Value yTrue, Value yPred) => SameRank.OfTargets(ClassName, yTrue, yPred);

    /// <summary>The loss's configuration in Keras's form.</summary>
    internal virtual JsonObject GetConfig() => new() { ["name"] = Name, ["reduction"] = Reduction };

    internal JsonObject Serialize() => ObjectConfig.Serialize("keras.losses", ClassName, GetConfig(), null);

    /// <summary>Reads the reduction; and the dtype, which can only be that of all.</summary>
    private protected static string? ReadReduction(ConfigReader config) => (config.DType("dtype") ?? Config.Floatx) == Config.Floatx
        ? config.Contains("reduction") ? config.OptionalString("reduction") : "sum_over_batch_size"
        : throw new ArgumentException($"Losses are computed in {Config.Floatx}; their configuration has another dtype. Leave it out.");
}
