using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Every initializer by Keras's name of its class; a snake-case name stands for the class with its defaults.</summary>
internal static class InitializerTable
{
    public static readonly ObjectTable<Initializer> Entries = new("initializer")
    {
        ["Zeros"] = _ => new Zeros(),
        ["Ones"] = _ => new Ones(),
        ["Constant"] = Constant.FromConfig,
        ["Identity"] = Identity.FromConfig,
        ["RandomNormal"] = RandomNormal.FromConfig,
        ["TruncatedNormal"] = TruncatedNormal.FromConfig,
        ["RandomUniform"] = RandomUniform.FromConfig,
        ["VarianceScaling"] = VarianceScaling.FromConfig,
        ["GlorotUniform"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new GlorotUniform(seed, inputs, outputs)),
        ["GlorotNormal"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new GlorotNormal(seed, inputs, outputs)),
        ["HeUniform"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new HeUniform(seed, inputs, outputs)),
        ["HeNormal"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new HeNormal(seed, inputs, outputs)),
        ["LecunUniform"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new LecunUniform(seed, inputs, outputs)),
        ["LecunNormal"] = config => VarianceScaling.FromConfig(config, (seed, inputs, outputs) => new LecunNormal(seed, inputs, outputs)),
        ["Orthogonal"] = Orthogonal.FromConfig,
        ["STFT"] = STFT.FromConfig,
        ["TorchUniform"] = TorchUniform.FromConfig,
    };

    /// <summary>Keras's other names.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["zero"] = "Zeros",
        ["one"] = "Ones",
        ["normal"] = "RandomNormal",
        ["uniform"] = "RandomUniform",
        ["IdentityInitializer"] = "Identity",
        ["OrthogonalInitializer"] = "Orthogonal",
        ["STFTInitializer"] = "STFT",
    };

    public static Initializer Get(string name) => Entries.Make(Aliases.GetValueOrDefault(name) ?? ClassNames.Find(name, Entries), []);

    public static Initializer Deserialize(JsonNode node) => node is JsonValue name ? Get(name.GetValue<string>()) : Entries.Make(node);
}
