using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Repeats each sample n times along a new axis.</summary>
    /// <remarks>
    /// Input: (batch, features). Output: (batch, n, features).
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/repeat_vector/"/>.
    /// </remarks>
    /// <example><code>var h = RepeatVector(10)(x);</code></example>
    public sealed class RepeatVector : Layer
    {
        /// <summary>Repeats each sample n times along a new axis.</summary>
        /// <param name="n">How often, at least once.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">n is not positive.</exception>
        public RepeatVector(int n, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            N = ArgumentCheck.AtLeast(this, nameof(n), 1, n);
        }

        internal int N { get; }

        internal override void CheckInputs(KerasShape[] inputShapes) => ShapeCheck.Rank(this, 2, inputShapes[0]);

        internal override Value Call(CallContext context, Value input) => Op.Broadcast(Op.ExpandDimensions(input, 1), [input.Shape[0], N, input.Shape[1]]);

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["n"] = N;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new RepeatVector(config.Int("n"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.RepeatVector.RepeatVector"/>
        public static LayerCall RepeatVector(int n, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.RepeatVector(n, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.RepeatVector.RepeatVector"/>
        public static KerasTensor RepeatVector(this KerasTensor input, int n, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.RepeatVector(n, name, trainable, dtype).Call(input);
    }
}
