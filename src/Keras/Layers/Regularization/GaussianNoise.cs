using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>While training, adds normal random numbers of mean 0; otherwise changes nothing.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same. Each step draws anew; equal seeds draw equally.
    /// Source: <see href="https://keras.io/api/layers/regularization_layers/gaussian_noise/"/>.
    /// </remarks>
    /// <example><code>var noisy = GaussianNoise(0.1)(x);</code></example>
    public sealed class GaussianNoise : Layer
    {
        private readonly SeedGenerator? _seeds;

        /// <summary>While training, adds normal random numbers of mean 0; otherwise changes nothing.</summary>
        /// <param name="stddev">The standard deviation, from 0 to 1.</param>
        /// <param name="seed">The seed of the random numbers; drawn from the global one by default.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">stddev is not from 0 to 1.</exception>
        public GaussianNoise(double stddev, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Stddev = ArgumentCheck.Within(this, nameof(stddev), 0, 1, stddev);
            Seed = seed;
            _seeds = stddev > 0 ? SeedGenerator.Of(seed) : null;
        }

        internal double Stddev { get; }
        internal int? Seed { get; }

        internal override Value Call(CallContext context, Value input) => context.Training && _seeds is not null
            ? input + Stddev * Op.RandomNormal(context.NextRandom(_seeds), input.Shape)
            : input;

        internal override bool IsBuiltAtOnce => true;

        /// <summary>Keras writes the default, too.</summary>
        internal override JsonObject SerializeKeywordArguments(Node node) => new() { ["training"] = node.Training ?? false };

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["stddev"] = Stddev;
            config["seed"] = Seed;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new GaussianNoise(config.Double("stddev"), config.OptionalInt("seed"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.GaussianNoise.GaussianNoise"/>
        public static LayerCall GaussianNoise(double stddev, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.GaussianNoise(stddev, seed, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.GaussianNoise.GaussianNoise"/>
        public static KerasTensor GaussianNoise(this KerasTensor input, double stddev, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.GaussianNoise(stddev, seed, name, trainable, dtype).Call(input);
    }
}
