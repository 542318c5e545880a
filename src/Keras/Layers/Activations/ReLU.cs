using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The rectified linear unit: <c>max(0, x)</c>, with a slope below, a ceiling and a threshold if wanted.</summary>
    /// <remarks>
    /// <c>maxValue</c> where x is above it, x from the threshold on, <c>negativeSlope (x - threshold)</c> below. Input: any shape. Output: the same.
    /// Source: <see href="https://keras.io/api/layers/activation_layers/relu/"/>.
    /// </remarks>
    /// <example><code>var h = ReLU(maxValue: 6)(x);</code></example>
    public sealed class ReLU : Layer
    {
        /// <summary>The rectified linear unit: <c>max(0, x)</c>, with a slope below, a ceiling and a threshold if wanted.</summary>
        /// <param name="maxValue">The largest value of the result, 0 or more; no limit by default.</param>
        /// <param name="negativeSlope">The slope below the threshold, 0 or more.</param>
        /// <param name="threshold">Where the rise begins, 0 or more.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A number is negative.</exception>
        public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            MaxValue = maxValue is { } largest ? ArgumentCheck.Within(this, nameof(maxValue), 0, double.PositiveInfinity, largest) : null;
            NegativeSlope = ArgumentCheck.Within(this, nameof(negativeSlope), 0, double.PositiveInfinity, negativeSlope);
            Threshold = ArgumentCheck.Within(this, nameof(threshold), 0, double.PositiveInfinity, threshold);
        }

        internal double? MaxValue { get; }
        internal double NegativeSlope { get; }
        internal double Threshold { get; }

        internal override Value Call(CallContext context, Value input) => Rectifiers.Relu(input, NegativeSlope, MaxValue, Threshold);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["max_value"] = MaxValue;
            config["negative_slope"] = NegativeSlope;
            config["threshold"] = Threshold;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new ReLU(config.OptionalDouble("max_value"), config.Double("negative_slope", 0), config.Double("threshold", 0), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.ReLU.ReLU"/>
        public static LayerCall ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ReLU(maxValue, negativeSlope, threshold, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.ReLU.ReLU"/>
        public static KerasTensor ReLU(this KerasTensor input, double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ReLU(maxValue, negativeSlope, threshold, name, trainable, dtype).Call(input);
    }
}
