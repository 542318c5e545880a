using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Makes one axis of all axes but the batch.</summary>
    /// <remarks>
    /// Input: (batch, ...). Output: (batch, product of the rest), row-major; with "channels_first" the channels are put last before.
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/flatten/"/>.
    /// </remarks>
    /// <example><code>var h = Flatten()(x);</code></example>
    public sealed class Flatten : Layer
    {
        /// <summary>Makes one axis of all axes but the batch.</summary>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">dataFormat is unknown.</exception>
        public Flatten(string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Format = DataFormat.Parse(this, dataFormat);
        }

        internal string Format { get; }

        internal override Value Call(CallContext context, Value input)
        {
            int batch = input.Shape[0], size = input.Shape.Slice(1, input.Rank - 1).Product;
            return Op.Reshape(DataFormat.ToChannelsLast(input, Format), [batch, size]);
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["data_format"] = Format;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Flatten(config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Flatten.Flatten"/>
        public static LayerCall Flatten(string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Flatten(dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Flatten.Flatten"/>
        public static KerasTensor Flatten(this KerasTensor input, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Flatten(dataFormat, name, trainable, dtype).Call(input);
    }
}
