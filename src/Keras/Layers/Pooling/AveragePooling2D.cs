using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The mean of each window of an image, channel by channel.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height', width', channels); with "valid" height' is ⌊(height - pool) / stride⌋ + 1.
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/pooling_layers/average_pooling2d/"/>.
    /// </remarks>
    /// <example><code>var h = AveragePooling2D(2, padding: "same")(x);</code></example>
    public sealed class AveragePooling2D : Pooling
    {
        /// <summary>The mean of each window of an image, channel by channel.</summary>
        /// <param name="poolSize">Height and width of the window: <c>2</c> or <c>(2, 3)</c>.</param>
        /// <param name="strides">By how much the window moves; its own size by default.</param>
        /// <param name="padding">"valid": windows within the image; "same": as many windows as ⌈size / stride⌉, what lies outside does not count.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A size is not positive, or padding or dataFormat is unknown.</exception>
        public AveragePooling2D(Size2D poolSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(poolSize.Dimensions, (strides ?? poolSize).Dimensions, padding, dataFormat, name, trainable, dtype)
        {
        }

        private protected override Value Pool(Value image, WindowGeometry geometry)
        {
            int channels = image.Shape[-1];
            var ones = Op.Fill([.. geometry.Kernel, 1, channels], 1);
            return Op.WindowsDown(image, ones, geometry with { Groups = channels }) / Count(geometry, image.Shape);
        }

        /// <summary>How many pixels of the image each window holds.</summary>
        private static Value Count(WindowGeometry geometry, Dimensions image)
        {
            Value count = 1;
            for (int axis = 0; axis < geometry.SpatialRank; axis++)
            {
                int size = image[axis + 1], windows = geometry.SmallSize(axis, size);
                var along = new double[windows];
                for (int window = 0; window < windows; window++)
                {
                    int start = window * geometry.Strides[axis] - geometry.Before[axis];
                    along[window] = Math.Min(start + geometry.Kernel[axis], size) - Math.Max(start, 0);
                }
                count *= along.All(held => held == geometry.Kernel[axis])
                    ? geometry.Kernel[axis]
                    : Op.Constant(along, Dimensions.Repeat(1, geometry.SpatialRank + 1).With(axis, windows));
            }
            return count;
        }

        internal static Layer FromConfig(ConfigReader config) => new AveragePooling2D(config.Size2D("pool_size"), config.OptionalSize2D("strides"),
            config.String("padding", "valid"), config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.AveragePooling2D.AveragePooling2D"/>
        public static LayerCall AveragePooling2D(Size2D poolSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.AveragePooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.AveragePooling2D.AveragePooling2D"/>
        public static KerasTensor AveragePooling2D(this KerasTensor input, Size2D poolSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.AveragePooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).Call(input);
    }
}
