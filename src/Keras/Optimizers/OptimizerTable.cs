using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>Every optimizer by Keras's name of its class; the name in small letters stands for the class with its defaults.</summary>
internal static class OptimizerTable
{
    public static readonly ObjectTable<Optimizer> Entries = new("optimizer")
    {
        ["SGD"] = SGD.FromConfig,
        ["Adam"] = Adam.FromConfig,
        ["AdamW"] = AdamW.FromConfig,
        ["RMSprop"] = RMSprop.FromConfig,
        ["TorchAdam"] = TorchAdam.FromConfig,
    };

    public static Optimizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string className = ClassNames.Find(name.ToLowerInvariant(), Entries);
        return Entries.Make(Entries.Contains(className) ? className : name, []);
    }

    public static Optimizer Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
