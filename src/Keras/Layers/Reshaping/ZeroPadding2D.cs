using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Adds rows and columns of zeros around images.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, top + height + bottom, left + width + right, channels).
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/"/>.
    /// </remarks>
    /// <example><code>var h = ZeroPadding2D(((1, 2), (0, 3)))(x);</code></example>
    public sealed class ZeroPadding2D : Layer
    {
        /// <summary>Adds rows and columns of zeros around images.</summary>
        /// <param name="padding">How much on which side: <c>1</c>, <c>(1, 2)</c> (above and below; left and right) or <c>((1, 2), (0, 3))</c>; 1 by default.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A margin is negative, or dataFormat is unknown.</exception>
        public ZeroPadding2D(Margins2D? padding = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Padding = padding ?? 1;
            ArgumentCheck.AtLeast(this, nameof(padding), 0, [.. Padding.Rows, .. Padding.Columns]);
            Format = DataFormat.Parse(this, dataFormat);
        }

        internal Margins2D Padding { get; }
        internal string Format { get; }

        internal override void CheckInputs(KerasShape[] inputShapes) => DataFormat.SpatialSizes(this, Format, 2, inputShapes[0]);

        internal override Value Call(CallContext context, Value input)
        {
            var image = DataFormat.ToChannelsLast(input, Format);
            return DataFormat.FromChannelsLast(Op.Pad(image, [0, .. Padding.Before, 0], [0, .. Padding.After, 0]), Format);
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["padding"] = new JsonArray([.. Padding.Select(margin => ObjectConfig.Serialize(margin))]);
            config["data_format"] = Format;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new ZeroPadding2D(config.Margins2D("padding"), config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.ZeroPadding2D.ZeroPadding2D"/>
        public static LayerCall ZeroPadding2D(Margins2D? padding = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ZeroPadding2D(padding, dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.ZeroPadding2D.ZeroPadding2D"/>
        public static KerasTensor ZeroPadding2D(this KerasTensor input, Margins2D? padding = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.ZeroPadding2D(padding, dataFormat, name, trainable, dtype).Call(input);
    }
}
