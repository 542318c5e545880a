using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>A rectified linear unit with a small slope below 0: x where it is positive, <c>negativeSlope x</c> elsewhere.</summary>
    /// <remarks>
    /// Input: any shape. Output: the same. The activation "leaky_relu" has a slope of 0.2, this layer one of 0.3, as in Keras.
    /// Source: <see href="https://keras.io/api/layers/activation_layers/leaky_relu/"/>.
    /// </remarks>
    /// <example><code>var h = LeakyReLU(0.1)(x);</code></example>
    public sealed class LeakyReLU : Layer
    {
        /// <summary>A rectified linear unit with a small slope below 0: x where it is positive, <c>negativeSlope x</c> elsewhere.</summary>
        /// <param name="negativeSlope">The slope below 0, 0 or more.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">The slope is negative.</exception>
        public LeakyReLU(double negativeSlope = 0.3, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            NegativeSlope = ArgumentCheck.Within(this, nameof(negativeSlope), 0, double.PositiveInfinity, negativeSlope);
        }

        internal double NegativeSlope { get; }

        internal override Value Call(CallContext context, Value input) => Rectifiers.LeakyRelu(input, NegativeSlope);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["negative_slope"] = NegativeSlope;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) =>
            new LeakyReLU(config.Contains("alpha") ? config.Double("alpha") : config.Double("negative_slope", 0.3), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.LeakyReLU.LeakyReLU"/>
        public static LayerCall LeakyReLU(double negativeSlope = 0.3, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.LeakyReLU(negativeSlope, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.LeakyReLU.LeakyReLU"/>
        public static KerasTensor LeakyReLU(this KerasTensor input, double negativeSlope = 0.3, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.LeakyReLU(negativeSlope, name, trainable, dtype).Call(input);
    }
}
