using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The largest number of each window of an image, channel by channel.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height', width', channels); with "valid" height' is ⌊(height - pool) / stride⌋ + 1.
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/pooling_layers/max_pooling2d/"/>.
    /// </remarks>
    /// <example><code>var h = MaxPooling2D(2, padding: "same")(x);</code></example>
    public sealed class MaxPooling2D : Pooling
    {
        /// <summary>The largest number of each window of an image, channel by channel.</summary>
        /// <param name="poolSize">Height and width of the window; 2 by default.</param>
        /// <param name="strides">By how much the window moves; its own size by default.</param>
        /// <param name="padding">"valid": windows within the image; "same": as many windows as ⌈size / stride⌉, what lies outside never wins.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A size is not positive, or padding or dataFormat is unknown.</exception>
        public MaxPooling2D(Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base((poolSize ?? 2).Dimensions, (strides ?? poolSize ?? 2).Dimensions, padding, dataFormat, name, trainable, dtype)
        {
        }

        private protected override Value Pool(Value image, WindowGeometry geometry) => Op.MaxPool(image, geometry);


        internal static Layer FromConfig(ConfigReader config) => new MaxPooling2D(config.Size2D("pool_size", 2), config.OptionalSize2D("strides"),
            config.String("padding", "valid"), config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.MaxPooling2D.MaxPooling2D"/>
        public static LayerCall MaxPooling2D(Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.MaxPooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.MaxPooling2D.MaxPooling2D"/>
        public static KerasTensor MaxPooling2D(this KerasTensor input, Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.MaxPooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).Call(input);
    }
}
