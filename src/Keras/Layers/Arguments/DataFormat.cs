using Keras.Core;

namespace Keras.Layers;

/// <summary>
/// Where an image's channels lie: behind its rows and columns ("channels_last") or before them ("channels_first"). Layers compute
/// channels last and turn the axes around otherwise.
/// </summary>
internal static class DataFormat
{
    private const string Last = "channels_last", First = "channels_first";

    public static string Parse(Layer layer, string? name) => ArgumentCheck.OneOf(layer, "dataFormat", name ?? Last, Last, First);

    public static int ChannelAxis(string format) => format == First ? 1 : -1;

    public static Value ToChannelsLast(Value image, string format) => format == First && image.Rank > 2 ? Op.MoveAxis(image, 1, -1) : image;

    public static Value FromChannelsLast(Value image, string format) => format == First && image.Rank > 2 ? Op.MoveAxis(image, -1, 1) : image;

    /// <summary>The sizes of an image's spatial axes, checked to be an image.</summary>
    public static int?[] SpatialSizes(Layer layer, string format, int spatialRank, KerasShape shape)
    {
        if (shape.Rank != spatialRank + 2)
        {
            string[] spatial = spatialRank == 2 ? ["height", "width"] : [.. Enumerable.Range(1, spatialRank).Select(axis => $"size {axis}")];
            string expected = string.Join(", ", (IEnumerable<string>)(format == First ? ["batch", "channels", .. spatial] : ["batch", .. spatial, "channels"]));
            string advice = shape.Rank == spatialRank + 1 && shape.Skip(1).All(size => size is not null)
                ? $" Give the images a channel axis first, for example with Reshape(({string.Join(", ", format == First ? shape.Skip(1).Prepend(1) : shape.Skip(1).Append(1))}))."
                : "";
            throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected images of shape ({expected}), received shape {shape}.{advice}");
        }
        return [.. shape.Skip(format == First ? 2 : 1).Take(spatialRank)];
    }

    /// <summary>How many channels an image has.</summary>
    public static int Channels(Layer layer, string format, KerasShape shape) => shape[ChannelAxis(format)]
        ?? throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected a known number of channels, received shape {shape}.");
}
