using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Every initializer by Keras's name of its class; a snake-case name stands for the class with its defaults.</summary>
internal static class InitializerTable
{
    public static readonly ObjectTable<Initializer> Entries = new("initializer")
    {
        ["Zeros"] = _ => new Zeros(),
    };

    public static Initializer Get(string name) => Entries.Make(ClassNames.Find(name, Entries), []);

    public static Initializer Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
