using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The product of several tensors, element by element.</summary>
    /// <remarks>
    /// <c>a · b · ...</c>.
    /// Tensors of fewer axes get axes of size 1 after the batch; sizes of 1 are repeated, as in NumPy.
    /// Source: <see href="https://keras.io/api/layers/merging_layers/multiply/"/>.
    /// </remarks>
    /// <example><code>var h = Multiply()([a, b]);</code></example>
    public sealed class Multiply : Merge
    {
        /// <summary>The product of several tensors, element by element.</summary>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Multiply(string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
        }

        private protected override Value Merged(IReadOnlyList<Value> values) => values.Aggregate(Op.Multiply);

        internal static Layer FromConfig(ConfigReader config) => new Multiply(config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Multiply.Multiply"/>
        public static LayerCall Multiply(string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Multiply(name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Multiply.Multiply"/>
        public static KerasTensor Multiply(this KerasTensor input, KerasTensors others, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Multiply(name, trainable, dtype).Call([input, .. others]);
    }
}
