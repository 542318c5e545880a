using ScottPlot;
using SkiaSharp;

namespace Keras.Plotting;

/// <summary>Draws a whole figure, to the bytes of a PNG or SVG file.</summary>
internal sealed class FigureRenderer(double width, double height, double dpi, IReadOnlyList<Axes> axes, string supTitle, float supTitleSize)
{
    // An SVG is enlarged by those who look at it: its images are made finer than the screen.
    private const int SvgOversampling = 4;

    private int PixelWidth => (int)Math.Round(width * dpi);

    private int PixelHeight => (int)Math.Round(height * dpi);

    public byte[] Png()
    {
        SKImageInfo info = new(PixelWidth, PixelHeight, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKSurface surface = SKSurface.Create(info)
            ?? throw new InvalidOperationException($"SaveFig: no memory for a picture of {PixelWidth} x {PixelHeight} pixels. Lower figsize or dpi.");
        Draw(surface.Canvas, oversampling: 1);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    public byte[] Svg()
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, PixelWidth, PixelHeight), stream))
        {
            Draw(canvas, SvgOversampling);
        }

        return SvgText.Tidy(stream.ToArray());
    }

    /// <summary>Everything is laid out in points; the canvas scales them to pixels.</summary>
    private void Draw(SKCanvas canvas, int oversampling)
    {
        Resolution resolution = new(dpi / Rc.PointsPerInch, oversampling);
        PixelRect figure = new((float)(width * Rc.PointsPerInch), (float)(height * Rc.PointsPerInch));
        using (SKPaint background = new() { Color = SKColors.White })
        {
            canvas.DrawRect(new SKRect(0, 0, PixelWidth, PixelHeight), background);
        }

        canvas.Scale((float)resolution.Scale);
        float titleHeight = DrawSupTitle(canvas, figure);
        PixelRect region = new PixelRect(figure.Left, figure.Right, figure.Bottom, figure.Top + titleHeight).Contract(Rc.FigurePad);
        AxesPlot[] plots = [.. axes.Select(item => new AxesPlot(item, resolution))];
        foreach ((AxesPlot plot, PixelRect area) in plots.Zip(FigureLayout.Place(plots, region, resolution)))
        {
            using (plot)
            {
                plot.Render(canvas, figure, area);
            }
        }
    }

    /// <summary>Draws the title of the figure, and returns the height that it takes.</summary>
    private float DrawSupTitle(SKCanvas canvas, PixelRect figure)
    {
        if (string.IsNullOrWhiteSpace(supTitle))
        {
            return 0;
        }

        using var paint = Paint.NewDisposablePaint();
        LabelStyle label = FigureFont.Apply(new LabelStyle { Text = supTitle, Alignment = Alignment.UpperCenter }, supTitleSize);
        label.Render(canvas, new Pixel(figure.HorizontalCenter, Rc.FigurePad), paint);
        return label.Measure(paint).Height + Rc.FigurePad;
    }
}
