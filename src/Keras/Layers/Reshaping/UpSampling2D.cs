using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Makes images larger by whole factors.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height · rows, width · columns, channels). "nearest" repeats each pixel; the others
    /// blend near pixels, whose centres lie half a pixel from their edges: 2, 4, 6 or 10 along either axis. As on TensorFlow, "bicubic" rounds places to 1/1024. With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/"/>.
    /// </remarks>
    /// <example><code>var h = UpSampling2D(2)(x);</code></example>
    public sealed class UpSampling2D : Layer
    {
        /// <summary>Makes images larger by whole factors.</summary>
        /// <param name="size">The factors of rows and columns; 2 by default.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="interpolation">"nearest", "bilinear", "bicubic", "lanczos3" or "lanczos5".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A factor is not positive, or dataFormat or interpolation is unknown.</exception>
        public UpSampling2D(Size2D? size = null, string? dataFormat = null, string interpolation = "nearest", string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Size = ArgumentCheck.AtLeast(this, nameof(size), 1, (size ?? 2).Dimensions);
            Format = DataFormat.Parse(this, dataFormat);
            Interpolation = ArgumentCheck.OneOf(this, nameof(interpolation), interpolation, "nearest", "bilinear", "bicubic", "lanczos3", "lanczos5");
        }

        internal Dimensions Size { get; }
        internal string Format { get; }
        internal string Interpolation { get; }

        internal override void CheckInputs(KerasShape[] inputShapes) => DataFormat.SpatialSizes(this, Format, Size.Count, inputShapes[0]);

        internal override Value Call(CallContext context, Value input)
        {
            var image = DataFormat.ToChannelsLast(input, Format);
            if (Interpolation == "nearest")
            {
                return DataFormat.FromChannelsLast(Resampling.Repeat(image, Size), Format);
            }
            for (int axis = 0; axis < Size.Count; axis++)
            {
                image = Resampling.Blend(image, axis + 1, Size[axis], Interpolation);
            }
            return DataFormat.FromChannelsLast(image, Format);
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["size"] = ObjectConfig.Serialize(Size);
            config["data_format"] = Format;
            config["interpolation"] = Interpolation;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new UpSampling2D(config.Size2D("size", 2), config.OptionalString("data_format"), config.String("interpolation", "nearest"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.UpSampling2D.UpSampling2D"/>
        public static LayerCall UpSampling2D(Size2D? size = null, string? dataFormat = null, string interpolation = "nearest", string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.UpSampling2D(size, dataFormat, interpolation, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.UpSampling2D.UpSampling2D"/>
        public static KerasTensor UpSampling2D(this KerasTensor input, Size2D? size = null, string? dataFormat = null, string interpolation = "nearest", string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.UpSampling2D(size, dataFormat, interpolation, name, trainable, dtype).Call(input);
    }
}
