using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>Huber's loss: the mean over the last axis of <c>e²/2</c> where <c>|e| &lt;= delta</c>, else of <c>delta |e| - delta²/2</c>, e being the difference.</summary>
/// <remarks>Source: <see href="https://keras.io/api/losses/regression_losses/#huber-class"/>.</remarks>
public sealed class Huber : Loss
{
    private readonly double _delta;

    /// <summary>Huber's loss.</summary>
    /// <param name="delta">The difference from which on the loss grows linearly, greater than 0.</param>
    /// <param name="reduction">"sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none".</param>
    /// <param name="name">The loss's name.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public Huber(double delta = 1, string? reduction = "sum_over_batch_size", string name = "huber_loss") : base(name, reduction) =>
        _delta = delta > 0 ? delta : throw new ArgumentException($"Huber: expected a delta greater than 0, received {delta}.", nameof(delta));

    internal override Value Call(Value yTrue, Value yPred)
    {
        var error = yPred - yTrue;
        var size = Op.Abs(error);
        return Op.Mean(Op.Select(Op.LessEqual(size, _delta), 0.5 * (error * error), _delta * size - 0.5 * _delta * _delta), [-1]);
    }

    /// <summary>Keras leaves delta out, and so loses it; it reads it, though.</summary>
    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["delta"] = PythonNumber.Float(_delta);
        return config;
    }

    internal static Huber FromConfig(ConfigReader config) => new(config.OptionalDouble("delta") ?? 1, ReadReduction(config), config.Name ?? "huber_loss");
}
