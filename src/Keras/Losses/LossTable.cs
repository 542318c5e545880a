using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>Every loss by Keras's name of its class; a snake-case name or a short one stands for the class with its defaults.</summary>
internal static class LossTable
{
    /// <summary>Keras's other names.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["mse"] = "MeanSquaredError",
        ["MSE"] = "MeanSquaredError",
        ["mae"] = "MeanAbsoluteError",
        ["MAE"] = "MeanAbsoluteError",
        ["bce"] = "BinaryCrossentropy",
        ["BCE"] = "BinaryCrossentropy",
        ["kld"] = "KLDivergence",
        ["KLD"] = "KLDivergence",
        ["kl_divergence"] = "KLDivergence",
    };

    public static readonly ObjectTable<Loss> Entries = new("loss", Aliases.Keys.Where(name => name == name.ToLowerInvariant()))
    {
        ["BinaryCrossentropy"] = BinaryCrossentropy.FromConfig,
        ["CategoricalCrossentropy"] = CategoricalCrossentropy.FromConfig,
        ["SparseCategoricalCrossentropy"] = SparseCategoricalCrossentropy.FromConfig,
        ["MeanSquaredError"] = MeanSquaredError.FromConfig,
        ["MeanAbsoluteError"] = MeanAbsoluteError.FromConfig,
        ["Huber"] = Huber.FromConfig,
        ["KLDivergence"] = KLDivergence.FromConfig,
    };

    /// <summary>The loss of that name; like Keras's functions, one by another name than its class's is named so.</summary>
    public static Loss Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string className = Aliases.GetValueOrDefault(name) ?? ClassNames.Find(name, Entries);
        return Entries.Make(className, className == name ? [] : new JsonObject { ["name"] = name });
    }

    public static Loss Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
