using ScottPlot;

namespace Keras.Plotting;

/// <summary>The legend's looks, and its place: the corner where it hides the least of the curves (matplotlib's "best").</summary>
internal static class LegendStyle
{
    // Points of a segment that are looked at: a long one may cross the legend between its ends.
    private const int PointsPerSegment = 16;

    // In matplotlib's order, which decides between equals.
    private static readonly Alignment[] Corners = [Alignment.UpperRight, Alignment.UpperLeft, Alignment.LowerLeft, Alignment.LowerRight];

    public static void Apply(Legend legend, Axes axes)
    {
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.White.WithOpacity(0.8);
        legend.OutlineColor = Rc.LegendEdgeColor;
        legend.Margin = new PixelPadding(5, 5);
        legend.Padding = new PixelPadding(5, 4);
        legend.InterItemPadding = new PixelPadding(10, 10, 3, 3);
        legend.SymbolPadding = 8;
        legend.DisplayPlottableLegendItems = false;
        legend.ManualItems.Clear();
        foreach ((int index, Curve curve) in axes.Curves.Index().Where(item => item.Item.HasLabel))
        {
            LegendItem item = new() { LabelText = curve.Label!, LineColor = Rc.Palette.GetColor(index), LineWidth = Rc.CurveWidth };
            FigureFont.Apply(item.LabelStyle, Rc.FontSize);
            legend.ManualItems.Add(item);
        }
    }

    public static Alignment BestAlignment(PixelSize size, PixelRect data, Axes axes, AxisRange x, AxisRange y)
    {
        PixelRect place = data.Contract(5);
        Pixel[] drawn = [.. axes.Curves.SelectMany(DensePoints).Select(point => new Pixel(
            data.Left + ((point.X - x.Start) / (x.End - x.Start) * data.Width),
            data.Bottom - ((point.Y - y.Start) / (y.End - y.Start) * data.Height)))];
        return Corners.MinBy(corner =>
        {
            PixelRect legend = new PixelRect(size).AlignedInside(place, corner);
            return drawn.Count(legend.Contains);
        });
    }

    private static IEnumerable<Coordinates> DensePoints(Curve curve)
    {
        for (int i = 0; i < curve.Y.Length; i++)
        {
            if (!curve.IsFinite(i))
            {
                continue;
            }

            bool isJoined = i + 1 < curve.Y.Length && curve.IsFinite(i + 1);
            for (int step = 0; step < (isJoined ? PointsPerSegment : 1); step++)
            {
                double share = (double)step / PointsPerSegment;
                yield return isJoined
                    ? new Coordinates(double.Lerp(curve.X[i], curve.X[i + 1], share), double.Lerp(curve.Y[i], curve.Y[i + 1], share))
                    : new Coordinates(curve.X[i], curve.Y[i]);
            }
        }
    }
}
