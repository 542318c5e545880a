using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>Every metric by Keras's name of its class; a snake-case name or a short one stands for the class with its defaults.</summary>
internal static class MetricTable
{
    public static readonly ObjectTable<Metric> Entries = new("metric")
    {
        ["Mean"] = Mean.FromConfig,
        ["Accuracy"] = Accuracy.FromConfig,
        ["BinaryAccuracy"] = BinaryAccuracy.FromConfig,
        ["CategoricalAccuracy"] = CategoricalAccuracy.FromConfig,
        ["SparseCategoricalAccuracy"] = SparseCategoricalAccuracy.FromConfig,
        ["TopKCategoricalAccuracy"] = TopKCategoricalAccuracy.FromConfig,
        ["SparseTopKCategoricalAccuracy"] = SparseTopKCategoricalAccuracy.FromConfig,
        ["MeanSquaredError"] = MeanSquaredError.FromConfig,
        ["MeanAbsoluteError"] = MeanAbsoluteError.FromConfig,
        ["KLDivergence"] = KLDivergence.FromConfig,
    };

    /// <summary>Keras's other names.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["mse"] = "MeanSquaredError",
        ["MSE"] = "MeanSquaredError",
        ["mae"] = "MeanAbsoluteError",
        ["MAE"] = "MeanAbsoluteError",
        ["kl_divergence"] = "KLDivergence",
    };

    /// <summary>The class that a name stands for; the name itself when there is none.</summary>
    public static string Find(string name) => Aliases.GetValueOrDefault(name) ?? ClassNames.Find(name, Entries);

    /// <summary>The metric of that class's name or short name, which keeps the name as it was written.</summary>
    public static Metric Get(string name) => Entries.Make(Find(name), new JsonObject { ["name"] = name });

    public static Metric Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
