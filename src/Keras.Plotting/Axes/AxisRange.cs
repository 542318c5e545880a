namespace Keras.Plotting;

/// <summary>The values at the two ends of an axis, the lower or left one first.</summary>
/// <param name="Start">The value at the lower or left end.</param>
/// <param name="End">The value at the upper or right end.</param>
/// <param name="IsCounted">Whether only whole numbers mean something on it: pixels, epochs.</param>
internal readonly record struct AxisRange(double Start, double End, bool IsCounted = false)
{
    public double Min => Math.Min(Start, End);

    public double Max => Math.Max(Start, End);

    public double Length => Math.Abs(End - Start);

    /// <summary>
    /// The ends of both axes as matplotlib chooses them: an image lies with pixel centres on whole numbers and its first
    /// row on top; curves and bars keep a margin of 5 %, but none under what bars stand on.
    /// </summary>
    public static (AxisRange X, AxisRange Y) Of(Axes axes)
    {
        double[] x = [.. Points(axes, (curve, i) => curve.X[i]), .. axes.Bars.SelectMany(bars => bars.All.SelectMany(bar => new[] { bar.X - (bars.Width / 2), bar.X + (bars.Width / 2) }))];
        double[] y = [.. Points(axes, (curve, i) => curve.Y[i]), .. axes.Bars.SelectMany(bars => bars.All.SelectMany(bar => new[] { 0, bar.Height }))];
        if (axes.Images.Count == 0)
        {
            return (WithMargin(x) with { IsCounted = axes.Curves.Count > 0 && axes.Curves.All(curve => curve.IsCounted) }, axes.Bars.Count > 0 ? OnZero(y) : WithMargin(y));
        }

        double columns = axes.Images.Max(image => image.Columns) - 0.5;
        double rows = axes.Images.Max(image => image.Rows) - 0.5;
        return (
            new AxisRange(x.Append(-0.5).Min(), x.Append(columns).Max(), IsCounted: true),
            new AxisRange(y.Append(rows).Max(), y.Append(-0.5).Min(), IsCounted: true));
    }

    private static IEnumerable<double> Points(Axes axes, Func<Curve, int, double> value) =>
        axes.Curves.SelectMany(curve => Enumerable.Range(0, curve.Y.Length).Where(curve.IsFinite).Select(i => value(curve, i)));

    /// <summary>With a margin, but for an end at zero.</summary>
    private static AxisRange OnZero(double[] values)
    {
        var range = WithMargin(values);
        return new AxisRange(values.Length > 0 && values.Min() == 0 ? 0 : range.Start, values.Length > 0 && values.Max() == 0 ? 0 : range.End);
    }

    private static AxisRange WithMargin(double[] values)
    {
        if (values.Length == 0)
        {
            return new AxisRange(0, 1);
        }

        double min = values.Min(), max = values.Max();
        if (max - min <= 1e-15 * Math.Max(Math.Abs(min), Math.Abs(max)))
        {
            double half = min == 0 ? Rc.DataMargin : Rc.DataMargin * Math.Abs(min);
            (min, max) = (min - half, max + half);
        }

        double margin = Rc.DataMargin * (max - min);
        return new AxisRange(min - margin, max + margin);
    }
}
