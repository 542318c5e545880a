using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>While training, sets a share of the numbers to 0 and scales the others by <c>1 / (1 - rate)</c>; otherwise changes nothing.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same. Each step draws anew; equal seeds draw equally.
    /// Source: <see href="https://keras.io/api/layers/regularization_layers/dropout/"/>.
    /// </remarks>
    /// <example><code>var h = Dropout(0.2)(x);</code></example>
    public sealed class Dropout : Layer
    {
        private readonly SeedGenerator? _seeds;

        /// <summary>While training, sets a share of the numbers to 0 and scales the others by <c>1 / (1 - rate)</c>; otherwise changes nothing.</summary>
        /// <param name="rate">The share of numbers that are dropped, from 0 to 1.</param>
        /// <param name="noiseShape">The shape of what is drawn, batch first: along axes of size 1 all are dropped or kept together, <c>null</c> is the input's size; the input's shape by default.</param>
        /// <param name="seed">The seed of the random numbers; drawn from the global one by default.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">rate is not from 0 to 1, or noiseShape holds a size below 1.</exception>
        public Dropout(double rate, KerasShape? noiseShape = null, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Rate = ArgumentCheck.Within(this, nameof(rate), 0, 1, rate);
            NoiseShape = noiseShape;
            if (noiseShape is { } noise && noise.Any(size => size < 1))
            {
                throw new ArgumentException($"Dropout '{Name}': expected a noiseShape of sizes of 1 or more, or null; received {noise}.", nameof(noiseShape));
            }
            Seed = seed;
            _seeds = rate > 0 ? SeedGenerator.Of(seed) : null;
        }

        internal double Rate { get; }
        internal KerasShape? NoiseShape { get; }
        internal int? Seed { get; }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            var input = inputShapes[0];
            if (NoiseShape is { } noise && (noise.Rank != input.Rank || noise.Zip(input).Any(axis => axis.First is not (null or 1) && axis.Second is not null && axis.First != axis.Second)))
            {
                throw new ArgumentException($"Dropout '{Name}': expected a noiseShape that fits the input, each size 1, null or the input's; received {noise} for shape {input}.");
            }
        }

        internal override Value Call(CallContext context, Value input)
        {
            if (!context.Training || _seeds is null)
            {
                return input;
            }
            var shape = NoiseShape is { } noise ? new Dimensions([.. noise.Select((size, axis) => size ?? input.Shape[axis])]) : input.Shape;
            var isDropped = Op.Less(Op.RandomUniform(context.NextRandom(_seeds), shape), Rate);
            return Op.Select(isDropped, 0, input * (Rate < 1 ? 1 / (1 - Rate) : 0));
        }

        internal override bool IsBuiltAtOnce => true;

        /// <summary>Keras writes the default, too.</summary>
        internal override JsonObject SerializeKeywordArguments(Node node) => new() { ["training"] = node.Training ?? false };

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["rate"] = Rate;
            config["seed"] = Seed;
            config["noise_shape"] = NoiseShape is { } noise ? ObjectConfig.Serialize(noise) : null;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Dropout(config.Double("rate"), config.OptionalShape("noise_shape"), config.OptionalInt("seed"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Dropout.Dropout"/>
        public static LayerCall Dropout(double rate, KerasShape? noiseShape = null, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Dropout(rate, noiseShape, seed, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Dropout.Dropout"/>
        public static KerasTensor Dropout(this KerasTensor input, double rate, KerasShape? noiseShape = null, int? seed = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Dropout(rate, noiseShape, seed, name, trainable, dtype).Call(input);
    }
}
