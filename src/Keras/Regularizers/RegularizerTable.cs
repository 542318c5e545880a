using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>Every regularizer by Keras's name of its class; a snake-case name stands for the class with its defaults.</summary>
internal static class RegularizerTable
{
    public static readonly ObjectTable<Regularizer> Entries = new("regularizer")
    {
        ["L1"] = L1.FromConfig,
        ["L2"] = L2.FromConfig,
        ["L1L2"] = L1L2.FromConfig,
        ["OrthogonalRegularizer"] = OrthogonalRegularizer.FromConfig,
    };

    public static Regularizer Get(string name) => Entries.Make(ClassNames.Find(name, Entries), []);

    public static Regularizer Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
