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
        /// <param name="poolSize">Height and width of the window; 2 by default.</param>
        /// <param name="strides">By how much the window moves; its own size by default.</param>
        /// <param name="padding">"valid": windows within the image; "same": as many windows as ⌈size / stride⌉, what lies outside does not count.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in; float32.</param>
        /// <exception cref="ArgumentException">A size is not positive, or padding or dataFormat is unknown.</exception>
        public AveragePooling2D(Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base((poolSize ?? 2).Dimensions, (strides ?? poolSize ?? 2).Dimensions, padding, dataFormat, name, trainable, dtype)
        {
        }

        private protected override Value Pool(Value image, WindowGeometry geometry)
        {
            int channels = image.Shape[-1];
            var ones = Op.Fill([.. geometry.Kernel, 1, channels], 1);
            return Op.WindowsDown(image, ones, geometry with { Groups = channels }) / Op.Constant(Counts(geometry, image.Shape), CountsShape(geometry, image.Shape));
        }

        /// <summary>How many pixels of the image each window holds.</summary>
        private static double[] Counts(WindowGeometry geometry, Dimensions image)
        {
            double[] counts = [1];
            for (int axis = 0; axis < geometry.SpatialRank; axis++)
            {
                int size = image[axis + 1];
                var along = Enumerable.Range(0, geometry.SmallSize(axis, size)).Select(window => window * geometry.Strides[axis] - geometry.Before[axis])
                    .Select(start => Math.Min(start + geometry.Kernel[axis], size) - Math.Max(start, 0)).ToArray();
                counts = [.. counts.SelectMany(_ => along, (count, more) => count * more)];
            }
            return counts;
        }

        private static Dimensions CountsShape(WindowGeometry geometry, Dimensions image) =>
            [.. Enumerable.Range(0, geometry.SpatialRank).Select(axis => geometry.SmallSize(axis, image[axis + 1])), 1];


        internal static Layer FromConfig(ConfigReader config) => new AveragePooling2D(config.Size2D("pool_size", 2), config.OptionalSize2D("strides"),
            config.String("padding", "valid"), config.OptionalString("data_format"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.AveragePooling2D.AveragePooling2D"/>
        public static LayerCall AveragePooling2D(Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.AveragePooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.AveragePooling2D.AveragePooling2D"/>
        public static KerasTensor AveragePooling2D(this KerasTensor input, Size2D? poolSize = null, Size2D? strides = null, string padding = "valid", string? dataFormat = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.AveragePooling2D(poolSize, strides, padding, dataFormat, name, trainable, dtype).Call(input);
    }
}
