using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Cuts rows and columns off the sides of images.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height - top - bottom, width - left - right, channels).
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/cropping2d/"/>.
    /// </remarks>
    /// <example><code>var h = Cropping2D(((1, 2), (0, 3)))(x);</code></example>
    public sealed class Cropping2D : Layer
    {
        /// <summary>Cuts rows and columns off the sides of images.</summary>
        /// <param name="cropping">How much on which side: <c>1</c>, <c>(1, 2)</c> (above and below; left and right) or <c>((1, 2), (0, 3))</c>; 0 by default.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A margin is negative, or dataFormat is unknown.</exception>
        public Cropping2D(Margins2D? cropping = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Cropping = cropping ?? 0;
            ArgumentCheck.AtLeast(this, nameof(cropping), 0, [.. Cropping.Rows, .. Cropping.Columns]);
            Format = DataFormat.Parse(this, dataFormat);
        }

        internal Margins2D Cropping { get; }
        internal string Format { get; }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            var sizes = DataFormat.SpatialSizes(this, Format, 2, inputShapes[0]);
            if (sizes.Zip(Cropping).Any(axis => axis.First <= axis.Second.Before + axis.Second.After))
            {
                throw new ArgumentException($"Cropping2D '{Name}': expected images larger than what is cut off, {Cropping}; received shape {inputShapes[0]}.");
            }
        }

        internal override Value Call(CallContext context, Value input)
        {
            var image = DataFormat.ToChannelsLast(input, Format);
            var size = image.Shape;
            var rest = size.With(1, size[1] - Cropping.Rows.Before - Cropping.Rows.After).With(2, size[2] - Cropping.Columns.Before - Cropping.Columns.After);
            return DataFormat.FromChannelsLast(Op.Slice(image, [0, .. Cropping.Before, 0], rest), Format);
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["cropping"] = new JsonArray([.. Cropping.Select(margin => ObjectConfig.Serialize(margin))]);
            config["data_format"] = Format;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Cropping2D(config.Margins2D("cropping"), config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Cropping2D.Cropping2D"/>
        public static LayerCall Cropping2D(Margins2D? cropping = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Cropping2D(cropping, dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Cropping2D.Cropping2D"/>
        public static KerasTensor Cropping2D(this KerasTensor input, Margins2D? cropping = null, string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Cropping2D(cropping, dataFormat, name, trainable, dtype).Call(input);
    }
}
