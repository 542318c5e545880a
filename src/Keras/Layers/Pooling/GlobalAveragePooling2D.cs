using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>The mean of each channel over the whole image.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, channels), or (batch, 1, 1, channels) with <c>keepdims</c>.
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/"/>.
    /// </remarks>
    /// <example><code>var h = GlobalAveragePooling2D()(x);</code></example>
    public sealed class GlobalAveragePooling2D : Layer
    {
        /// <summary>The mean of each channel over the whole image.</summary>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="keepdims">Whether height and width stay, with size 1.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">dataFormat is unknown.</exception>
        public GlobalAveragePooling2D(string? dataFormat = null, bool keepdims = false, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            (Format, KeepDims) = (DataFormat.Parse(this, dataFormat), keepdims);
        }

        internal string Format { get; }
        internal bool KeepDims { get; }

        internal override void CheckInputs(KerasShape[] inputShapes) => DataFormat.SpatialSizes(this, Format, 2, inputShapes[0]);

        internal override Value Call(CallContext context, Value input) => Op.Mean(input, DataFormat.ChannelAxis(Format) == 1 ? [2, 3] : [1, 2], KeepDims);

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["data_format"] = Format;
            config["keepdims"] = KeepDims;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new GlobalAveragePooling2D(config.OptionalString("data_format"), config.Bool("keepdims", false), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.GlobalAveragePooling2D.GlobalAveragePooling2D"/>
        public static LayerCall GlobalAveragePooling2D(string? dataFormat = null, bool keepdims = false, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.GlobalAveragePooling2D(dataFormat, keepdims, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.GlobalAveragePooling2D.GlobalAveragePooling2D"/>
        public static KerasTensor GlobalAveragePooling2D(this KerasTensor input, string? dataFormat = null, bool keepdims = false, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.GlobalAveragePooling2D(dataFormat, keepdims, name, trainable, dtype).Call(input);
    }
}
