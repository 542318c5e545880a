using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Puts the axes of each sample into another order.</summary>
    /// <remarks>
    /// Input: (batch, ...). Output: axis i of a sample is axis <c>dims[i]</c> of the input's, counted from 1; the batch axis stays.
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/permute/"/>.
    /// </remarks>
    /// <example><code>var h = Permute((2, 1))(x);</code></example>
    public sealed class Permute : Layer
    {
        /// <summary>Puts the axes of each sample into another order.</summary>
        /// <param name="dims">The axes in their new order, counted from 1, without the batch axis.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">dims is not a permutation.</exception>
        public Permute(IntTuple dims, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Dims = dims;
            if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)))
            {
                throw new ArgumentException($"Permute '{Name}': expected dims to hold each number from 1 to {dims.Count} once, received {dims}.", nameof(dims));
            }
        }

        internal IntTuple Dims { get; }

        internal override void CheckInputs(KerasShape[] inputShapes) => ShapeCheck.Rank(this, Dims.Count + 1, inputShapes[0]);

        internal override Value Call(CallContext context, Value input) => Op.Transpose(input, [0, .. Dims]);

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["dims"] = Dims.ToJsonArray();
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Permute(config.IntTuple("dims"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Permute.Permute"/>
        public static LayerCall Permute(IntTuple dims, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Permute(dims, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Permute.Permute"/>
        public static KerasTensor Permute(this KerasTensor input, IntTuple dims, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Permute(dims, name, trainable, dtype).Call(input);
    }
}
