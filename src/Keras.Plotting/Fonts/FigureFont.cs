using ScottPlot;
using SkiaSharp;

namespace Keras.Plotting;

/// <summary>
/// DejaVu Sans, matplotlib's own font, embedded in this library: a machine without fonts draws text as well, and
/// pictures are the same on every machine.
/// </summary>
internal static class FigureFont
{
    private static readonly Lazy<SKTypeface> Embedded = new(Load);

    public static SKTypeface Typeface => Embedded.Value;

    /// <summary>Gives a label the font and a size in points.</summary>
    public static LabelStyle Apply(LabelStyle label, float size)
    {
        label.Font = Typeface;
        label.FontSize = size;
        label.Bold = false;

        // ScottPlot leaves room below the baseline for the font's lowest glyph, which few texts have: digits would
        // stand above the middle of their ticks. The room for a usual descender is enough.
        using SKFont font = new(Typeface, size);
        float lower = font.Metrics.Bottom - font.Metrics.Descent;
        (label.OffsetX, label.OffsetY) = label.Rotation == 0 ? (0f, lower) : (lower, 0f);
        return label;
    }

    private static SKTypeface Load()
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The assembly Keras.Plotting lacks its embedded font DejaVuSans.ttf: it was built incompletely. Build it again.");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException("The embedded font DejaVuSans.ttf cannot be read by SkiaSharp. Build the assembly Keras.Plotting again.");
    }
}
