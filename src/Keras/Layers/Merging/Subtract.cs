using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The difference of two tensors, element by element.</summary>
    /// <remarks>
    /// <c>a - b</c>.
    /// Tensors of fewer axes get axes of size 1 after the batch; sizes of 1 are repeated, as in NumPy.
    /// Source: <see href="https://keras.io/api/layers/merging_layers/subtract/"/>.
    /// </remarks>
    /// <example><code>var h = Subtract()([a, b]);</code></example>
    public sealed class Subtract : Merge
    {
        /// <summary>The difference of two tensors, element by element.</summary>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Subtract(string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
        }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            if (inputShapes.Length != 2)
            {
                throw new ArgumentException($"Subtract '{Name}': expected two tensors, received {inputShapes.Length}.");
            }
            base.CheckInputs(inputShapes);
        }

        private protected override Value Merged(IReadOnlyList<Value> values) => values[0] - values[1];

        internal static Layer FromConfig(ConfigReader config) => new Subtract(config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Subtract.Subtract"/>
        public static LayerCall Subtract(string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Subtract(name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Subtract.Subtract"/>
        public static KerasTensor Subtract(this KerasTensor input, KerasTensors others, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Subtract(name, trainable, dtype).Call([input, .. others]);
    }
}
