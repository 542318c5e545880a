using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The exponential linear unit: x where it is positive, <c>alpha (e^x - 1)</c> elsewhere.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same.
    /// Source: <see href="https://keras.io/api/layers/activation_layers/elu/"/>.
    /// </remarks>
    /// <example><code>var h = ELU()(x);</code></example>
    public sealed class ELU : Layer
    {
        /// <summary>The exponential linear unit: x where it is positive, <c>alpha (e^x - 1)</c> elsewhere.</summary>
        /// <param name="alpha">The result far below 0, negated.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public ELU(double alpha = 1, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Alpha = alpha;
        }

        internal double Alpha { get; }

        internal override Value Call(CallContext context, Value input) => ExponentialUnits.Elu(input, Alpha);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["alpha"] = Alpha;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new ELU(config.Double("alpha", 1), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.ELU.ELU"/>
        public static LayerCall ELU(double alpha = 1, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ELU(alpha, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.ELU.ELU"/>
        public static KerasTensor ELU(this KerasTensor input, double alpha = 1, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ELU(alpha, name, trainable, dtype).Call(input);
    }
}
