using System.Runtime.InteropServices;
using ScottPlot;
using SkiaSharp;

namespace Keras.Plotting;

/// <summary>
/// Draws an image with nearest interpolation: pixel centres lie on whole coordinates, and each point of the raster takes
/// the colour of the image's pixel it lies in. The raster is made here, point by point, as a viewer of SVG would blur
/// an enlarged picture.
/// </summary>
internal sealed class ImagePlottable(uint[] pixels, int rows, int columns, Resolution resolution) : IPlottable
{
    // What float coordinates may be off a whole device pixel without meaning the next.
    private const double Tolerance = 1e-3;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new ScottPlot.Axes();

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => new(-0.5, columns - 0.5, rows - 0.5, -0.5);

    public void Render(RenderPack rp)
    {
        SKRect target = new(
            Axes.GetPixelX(-0.5), Axes.GetPixelY(-0.5), Axes.GetPixelX(columns - 0.5), Axes.GetPixelY(rows - 0.5));
        int[] x = Samples(target.Left, target.Right, columns, out SKPoint acrossEnds);
        int[] y = Samples(target.Top, target.Bottom, rows, out SKPoint downEnds);
        uint[] raster = new uint[x.Length * y.Length];
        for (int row = 0; row < y.Length; row++)
        {
            for (int column = 0; column < x.Length; column++)
            {
                raster[(row * x.Length) + column] = pixels[(y[row] * columns) + x[column]];
            }
        }

        SKImageInfo info = new(x.Length, y.Length, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKImage image = SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(raster.AsSpan()));
        rp.Canvas.DrawImage(
            image,
            new SKRect(acrossEnds.X, downEnds.X, acrossEnds.Y, downEnds.Y),
            new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <summary>
    /// For each raster point between two ends, in points, the image's pixel it lies in; and the ends, in points, of the
    /// whole device pixels that the raster covers.
    /// </summary>
    private int[] Samples(float start, float end, int count, out SKPoint ends)
    {
        double first = Math.Floor((start * resolution.Scale) + Tolerance);
        double last = Math.Ceiling((end * resolution.Scale) - Tolerance);
        ends = new SKPoint((float)(first / resolution.Scale), (float)(last / resolution.Scale));

        int size = (int)(last - first) * resolution.Oversampling;
        double from = start * resolution.Scale, length = (end - start) * resolution.Scale;
        return [.. Enumerable.Range(0, size).Select(i =>
        {
            double position = first + ((i + 0.5) / resolution.Oversampling);
            return (int)Math.Clamp(Math.Floor((position - from) / length * count), 0, count - 1);
        })];
    }
}
