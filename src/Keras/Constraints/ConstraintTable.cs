using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>Every constraint by Keras's name of its class; a snake-case name stands for the class with its defaults.</summary>
internal static class ConstraintTable
{
    public static readonly ObjectTable<Constraint> Entries = new("constraint")
    {
        ["MaxNorm"] = MaxNorm.FromConfig,
        ["NonNeg"] = _ => new NonNeg(),
        ["UnitNorm"] = UnitNorm.FromConfig,
        ["MinMaxNorm"] = MinMaxNorm.FromConfig,
    };

    public static Constraint Get(string name) => Entries.Make(ClassNames.Find(name, Entries), []);

    public static Constraint Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
