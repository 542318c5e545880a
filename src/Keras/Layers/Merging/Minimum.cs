using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The smallest of several tensors' elements, place by place.</summary>
    /// <remarks>
    /// <c>min(a, b, ...)</c>; of equal ones the first gets the gradient.
    /// Tensors of fewer axes get axes of size 1 after the batch; sizes of 1 are repeated, as in NumPy.
    /// Source: <see href="https://keras.io/api/layers/merging_layers/minimum/"/>.
    /// </remarks>
    /// <example><code>var h = Minimum()([a, b]);</code></example>
    public sealed class Minimum : Merge
    {
        /// <summary>The smallest of several tensors' elements, place by place.</summary>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Minimum(string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
        }

        private protected override Value Merged(IReadOnlyList<Value> values) => values.Aggregate(Op.Minimum);

        internal static Layer FromConfig(ConfigReader config) => new Minimum(config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Minimum.Minimum"/>
        public static LayerCall Minimum(string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Minimum(name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Minimum.Minimum"/>
        public static KerasTensor Minimum(this KerasTensor input, KerasTensors others, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Minimum(name, trainable, dtype).Call([input, .. others]);
    }
}
