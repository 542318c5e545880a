using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The mean of several tensors, element by element.</summary>
    /// <remarks>
    /// <c>(a + b + ...) / count</c>.
    /// Tensors of fewer axes get axes of size 1 after the batch; sizes of 1 are repeated, as in NumPy.
    /// Source: <see href="https://keras.io/api/layers/merging_layers/average/"/>.
    /// </remarks>
    /// <example><code>var h = Average()([a, b]);</code></example>
    public sealed class Average : Merge
    {
        /// <summary>The mean of several tensors, element by element.</summary>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Average(string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
        }

        private protected override Value Merged(IReadOnlyList<Value> values) => values.Aggregate(Op.Add) / values.Count;

        internal static Layer FromConfig(ConfigReader config) => new Average(config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Average.Average"/>
        public static LayerCall Average(string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Average(name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Average.Average"/>
        public static KerasTensor Average(this KerasTensor input, KerasTensors others, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Average(name, trainable, dtype).Call([input, .. others]);
    }
}
