using Keras.Core;

namespace Keras.Plotting;

/// <summary>An image in a subplot: its values, and how they become colours when it is drawn.</summary>
internal sealed class AxesImage
{
    private readonly PlotArray _image;
    private readonly double? _vmin;
    private readonly double? _vmax;

    public AxesImage(PlotArray image, string? cmap, Colormap defaultColormap, double? vmin, double? vmax)
    {
        Channels = CheckShape(image);
        _image = image;
        _vmin = vmin;
        _vmax = vmax;
        Colormap = cmap is null ? defaultColormap : Colormap.Get(cmap);
        CheckOptions(cmap is not null);
    }

    public int Rows => _image.Shape[0];

    public int Columns => _image.Shape[1];

    /// <summary>What colours an image of one channel.</summary>
    public Colormap Colormap { get; set; }

    /// <summary>1 for values that a colormap colours, 3 for red, green and blue.</summary>
    private int Channels { get; }

    /// <summary>The pixels, row by row.</summary>
    public uint[] Pixels() => Channels == 3 ? ColorPixels() : MappedPixels();

    /// <summary>
    /// matplotlib's <c>Normalize</c>: (value - vmin) / (vmax - vmin), by default with the least and the greatest finite
    /// value; an image that is constant takes the colormap's first colour.
    /// </summary>
    private uint[] MappedPixels()
    {
        double[] finite = [.. _image.Values.Where(double.IsFinite)];
        double vmin = _vmin ?? finite.DefaultIfEmpty(0).Min();
        double vmax = _vmax ?? finite.DefaultIfEmpty(0).Max();
        double range = vmax - vmin;
        return Array.ConvertAll(_image.Values, value =>
            !double.IsFinite(value) ? Rgba.Transparent : Colormap[range > 0 ? (value - vmin) / range : 0]);
    }

    private uint[] ColorPixels()
    {
        double scale = _image.IsInteger ? 1 : 255;
        byte Level(double value) => (byte)Math.Clamp(value * scale, 0, 255);
        uint[] pixels = new uint[Rows * Columns];
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<double> rgb = _image.Values.AsSpan(3 * i, 3);
            bool finite = double.IsFinite(rgb[0]) && double.IsFinite(rgb[1]) && double.IsFinite(rgb[2]);
            pixels[i] = finite ? Rgba.Pack(Level(rgb[0]), Level(rgb[1]), Level(rgb[2])) : Rgba.Transparent;
        }

        return pixels;
    }

    private static int CheckShape(PlotArray image)
    {
        Dimensions shape = image.Shape;
        if (shape.Rank is not (2 or 3) || (shape.Rank == 3 && shape[2] is not (1 or 3)))
        {
            throw new ArgumentException(
                $"ImShow: expected an image of shape (rows, columns), (rows, columns, 1) or (rows, columns, 3), received shape {shape}. " +
                "Take one image of a batch with data[i], and give a flat one its rows and columns with reshape(rows, columns).",
                nameof(image));
        }

        if (image.Values.Length == 0)
        {
            throw new ArgumentException($"ImShow: expected at least one row and one column, received shape {shape}.", nameof(image));
        }

        return shape.Rank == 3 ? shape[2] : 1;
    }

    private void CheckOptions(bool hasColormap)
    {
        if (Channels == 3 && (hasColormap || _vmin is not null || _vmax is not null))
        {
            throw new ArgumentException(
                $"ImShow: cmap, vmin and vmax apply to an image of one channel, received one of shape {_image.Shape}, which has its own colours. Leave them out.",
                "image");
        }

        if (_vmin is { } low && !double.IsFinite(low) || _vmax is { } high && !double.IsFinite(high) || _vmin > _vmax)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"ImShow: expected finite vmin and vmax with vmin <= vmax, received vmin {Text(_vmin)} and vmax {Text(_vmax)}."),
                "vmin");
        }

        static string Text(double? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";
    }
}
