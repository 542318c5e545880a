namespace Keras.Plotting;

/// <summary>
/// Where the ticks of an axis stand: matplotlib's <c>AutoLocator</c>. Steps are 1, 2, 2.5 or 5 times a power of ten,
/// the smallest that needs no more intervals than the axis has room for; two ticks are shown at least, or one where the
/// labels of two would overlap. An axis that is counted has whole steps alone (its option <c>integer</c>).
/// </summary>
internal static class TickLocator
{
    private const int MaximumIntervals = 9;

    // A range far from zero is counted from a round number near it, so that steps keep their precision.
    private const double OffsetThreshold = 100;

    private static readonly double[] Steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20];

    /// <summary>The positions inside the range, ascending.</summary>
    /// <param name="range">The values at the ends of the axis.</param>
    /// <param name="size">The length of the axis, in points.</param>
    /// <param name="isHorizontal">Labels beside one another take 3 font sizes each, labels above one another 2.</param>
    public static double[] Locate(AxisRange range, double size, bool isHorizontal)
    {
        int intervals = (int)Math.Clamp(Math.Floor(size / (Rc.FontSize * (isHorizontal ? 3 : 2))), 1, MaximumIntervals);
        int leastTicks = size < 2 * Rc.FontSize ? 1 : 2;
        double length = range.Max - range.Min;
        double middle = range.Min + (length / 2);
        if (!double.IsNormal(length) || !double.IsNormal(length / intervals))
        {
            return [];
        }

        double offset = Math.Abs(middle) / length < OffsetThreshold ? 0 : Math.CopySign(PowerOfTen(Math.Abs(middle)), middle);
        double min = range.Min - offset, max = range.Max - offset;
        double scale = Math.Max(PowerOfTen(length / intervals), range.IsCounted ? 1 : 0);
        double[] steps = range.IsCounted ? Array.FindAll(Steps, step => double.IsInteger(step * scale)) : Steps;
        int first = Array.FindIndex(steps, step => step * scale >= length / intervals);
        double[] ticks = [];
        for (int i = first; i >= 0 && ticks.Length < leastTicks; i--)
        {
            ticks = Multiples(steps[i] * scale, min, max);
        }

        return Array.ConvertAll(ticks, tick => tick + offset);
    }

    private static double PowerOfTen(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)));

    private static double[] Multiples(double step, double min, double max)
    {
        // A tick on the very end of the axis is not lost to rounding.
        const double tolerance = 1e-10;
        double low = Math.Ceiling((min / step) - tolerance);
        double high = Math.Floor((max / step) + tolerance);
        return [.. Enumerable.Range(0, (int)(high - low) + 1).Select(i => (low + i) * step)];
    }
}
