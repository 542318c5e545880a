using ScottPlot;

namespace Keras.Plotting;

/// <summary>Ticks chosen by <see cref="TickLocator"/>: ScottPlot's own choice stays out of it.</summary>
internal sealed class FixedTicks(Tick[] ticks) : ITickGenerator
{
    public Tick[] Ticks => ticks;

    public int MaxTickCount { get; set; } = ticks.Length;

    public static FixedTicks None => new([]);

    public static FixedTicks Of(AxisRange range, double length, bool isHorizontal)
    {
        double[] positions = TickLocator.Locate(range, length, isHorizontal);
        string[] labels = TickFormatter.Format(positions, range);
        return new FixedTicks([.. positions.Zip(labels, Tick.Major)]);
    }

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        // They were fixed for the size at hand when they were made.
    }
}
