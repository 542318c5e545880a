using ScottPlot;

namespace Keras.Plotting;

/// <summary>Ticks chosen by <see cref="TickLocator"/>: ScottPlot's own choice stays out of it.</summary>
internal sealed class FixedTicks(Tick[] ticks) : ITickGenerator
{
    public Tick[] Ticks => ticks;

    public int MaxTickCount { get; set; } = ticks.Length;

    public static FixedTicks None => new([]);

    /// <summary>The ticks of an axis whose ends lie at two places of the figure, in points: the given ones that lie on it, or well chosen ones.</summary>
    public static FixedTicks Of(AxisRange range, float start, float end, bool isHorizontal, Resolution resolution, IReadOnlyList<(double Position, string Label)>? given = null)
    {
        var shown = given?.Where(tick => tick.Position >= range.Min && tick.Position <= range.Max).ToList();
        double[] positions = shown is null ? TickLocator.Locate(range, Math.Abs(end - start), isHorizontal) : [.. shown.Select(tick => tick.Position)];
        string[] labels = shown is null ? TickFormatter.Format(positions, range) : [.. shown.Select(tick => tick.Label)];
        return new FixedTicks([.. positions.Select(Snapped).Zip(labels, Tick.Major)]);

        // Half a device pixel aside, where the tick's line is sharp.
        double Snapped(double position)
        {
            double pointsPerUnit = (end - start) / (range.End - range.Start);
            double place = resolution.SnapLine(start + ((position - range.Start) * pointsPerUnit));
            return range.Start + ((place - start) / pointsPerUnit);
        }
    }

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        // They were fixed for the size at hand when they were made.
    }
}
