namespace Keras.Plotting;

/// <summary>Bars of one colour that stand on zero in a subplot; one whose place or height is not finite is left out.</summary>
internal sealed class Bars
{
    public Bars(PlotArray x, PlotArray height, double width)
    {
        if (x.Shape.Rank != 1 || height.Shape.Rank != 1 || x.Values.Length != height.Values.Length)
        {
            throw new ArgumentException($"Bar: expected one axis of places and as many heights, received shapes {x.Shape} and {height.Shape}.", nameof(height));
        }

        Width = width > 0 && double.IsFinite(width)
            ? width
            : throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant($"Bar: expected a positive width, received {width}."));
        All = [.. x.Values.Zip(height.Values).Where(bar => double.IsFinite(bar.First) && double.IsFinite(bar.Second))];
    }

    public double Width { get; }

    public IReadOnlyList<(double X, double Height)> All { get; }
}
