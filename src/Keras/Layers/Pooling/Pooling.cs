using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Layers;

/// <summary>What pooling layers share, of any number of spatial axes: a window that slides over images, channel by channel.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/pooling_layers/"/>.</remarks>
public abstract class Pooling : Layer
{
    private protected Pooling(Dimensions poolSize, Dimensions strides, string padding, string? dataFormat, string? name, bool trainable, KerasDType? dtype)
        : base(name, trainable, dtype)
    {
        PoolSize = ArgumentCheck.AtLeast(this, nameof(poolSize), 1, poolSize);
        Strides = ArgumentCheck.AtLeast(this, nameof(strides), 1, strides);
        Padding = ArgumentCheck.Padding(this, padding);
        Format = DataFormat.Parse(this, dataFormat);
    }

    internal Dimensions PoolSize { get; }
    internal Dimensions Strides { get; }
    internal string Padding { get; }
    internal string Format { get; }

    private Dimensions Dilations => Dimensions.Repeat(1, PoolSize.Count);

    /// <summary>The result for a channels-last image.</summary>
    private protected abstract Value Pool(Value image, WindowGeometry geometry);

    internal override void CheckInputs(KerasShape[] inputShapes) => Windows.CheckFit(this, Format, PoolSize, Dilations, Padding, inputShapes[0]);

    internal override Value Call(CallContext context, Value input)
    {
        var image = DataFormat.ToChannelsLast(input, Format);
        return DataFormat.FromChannelsLast(Pool(image, Windows.Over(image.Shape, PoolSize, Strides, Dilations, Padding)), Format);
    }

    internal override bool IsBuiltAtOnce => true;

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["pool_size"] = ObjectConfig.Serialize(PoolSize);
        config["padding"] = Padding;
        config["strides"] = ObjectConfig.Serialize(Strides);
        config["data_format"] = Format;
        return config;
    }
}
