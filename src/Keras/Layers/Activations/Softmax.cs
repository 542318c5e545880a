using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Makes a distribution of the numbers along an axis: <c>e^x / Σ e^x</c>.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same.
    /// Source: <see href="https://keras.io/api/layers/activation_layers/softmax/"/>.
    /// </remarks>
    /// <example><code>var h = Softmax()(x);</code></example>
    public sealed class Softmax : Layer
    {
        /// <summary>Makes a distribution of the numbers along an axis: <c>e^x / Σ e^x</c>.</summary>
        /// <param name="axis">The axis, or axes taken together; the last by default.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Softmax(IntTuple? axis = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Axis = axis ?? -1;
        }

        internal IntTuple Axis { get; }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            int rank = inputShapes[0].Rank;
            if (Axis.Count == 0 || Axis.Any(axis => axis < -rank || axis >= rank))
            {
                throw new ArgumentException($"Softmax '{Name}': expected an axis from {-rank} to {rank - 1}, received {Axis} with shape {inputShapes[0]}.");
            }
        }

        internal override Value Call(CallContext context, Value input) => Softmaxes.Softmax(input, [.. Axis]);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject SerializeKeywordArguments(Node node)
        {
            var arguments = base.SerializeKeywordArguments(node);
            arguments["mask"] = null;
            return arguments;
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["axis"] = Axis.ToJson();
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Softmax(config.OptionalIntTuple("axis"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Softmax.Softmax"/>
        public static LayerCall Softmax(IntTuple? axis = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Softmax(axis, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Softmax.Softmax"/>
        public static KerasTensor Softmax(this KerasTensor input, IntTuple? axis = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Softmax(axis, name, trainable, dtype).Call(input);
    }
}
