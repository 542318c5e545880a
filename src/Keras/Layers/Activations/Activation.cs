using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Applies an activation: <c>Activation("relu")</c>.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same.
    /// Source: <see href="https://keras.io/api/layers/core_layers/activation/"/>.
    /// </remarks>
    /// <example><code>var h = Activation("relu")(x);</code></example>
    public sealed class Activation : Layer
    {
        /// <summary>Applies an activation: <c>Activation("relu")</c>.</summary>
        /// <param name="activation">The function: a name of Keras's, or <c>new(x => x * 2.0)</c>.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Activation(ActivationFunction activation, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            ArgumentNullException.ThrowIfNull(activation);
            Function = activation;
        }

        internal ActivationFunction Function { get; }

        internal override Value Call(CallContext context, Value input) => Function.Call(input);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["activation"] = Function.Serialize();
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Activation(config.Activation("activation") ?? "linear", config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Activation.Activation"/>
        public static LayerCall Activation(ActivationFunction activation, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Activation(activation, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Activation.Activation"/>
        public static KerasTensor Activation(this KerasTensor input, ActivationFunction activation, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Activation(activation, name, trainable, dtype).Call(input);
    }
}
