using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>How often the class of the largest target is among the k with the largest predictions, along the last axis; of equal predictions all count.</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class"/>.</remarks>
public sealed class TopKCategoricalAccuracy : MeanMetric
{
    private readonly int _k;

    /// <summary>How often the class is among the k most probable.</summary>
    /// <param name="k">How many classes count, 1 or more.</param>
    /// <param name="name">The metric's name.</param>
    /// <exception cref="ArgumentException">k is not positive.</exception>
    public TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : base(name) => _k = Matches.CheckK(ClassName, k);

    internal override bool? Increases => true;

    private protected override Value Call(Value yTrue, Value yPred) => Matches.InTopK(Matches.Classes(ClassName, yTrue, yPred), yPred, _k);

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["k"] = _k;
        return config;
    }

    internal static TopKCategoricalAccuracy FromConfig(ConfigReader config) => new(config.OptionalInt("k") ?? 5, ReadName(config, "top_k_categorical_accuracy"));
}
