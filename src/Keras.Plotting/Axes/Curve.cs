namespace Keras.Plotting;

/// <summary>A line through points in a subplot; a value that is not finite leaves a gap.</summary>
internal sealed class Curve
{
    public Curve(PlotArray? x, PlotArray y, string? label)
    {
        Y = Flat(y, "y");
        X = x is null ? [.. Enumerable.Range(0, Y.Length).Select(i => (double)i)] : Flat(x, "x");
        IsCounted = x is null or { IsInteger: true };
        Label = label;
        if (X.Length != Y.Length)
        {
            throw new ArgumentException($"Plot: expected as many values of x as of y, received {X.Length} of x and {Y.Length} of y.", nameof(x));
        }
    }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Whether the values of x are integers, such as epochs.</summary>
    public bool IsCounted { get; }

    public string? Label { get; }

    public bool HasLabel => !string.IsNullOrWhiteSpace(Label);

    public bool IsFinite(int index) => double.IsFinite(X[index]) && double.IsFinite(Y[index]);

    /// <summary>Whether a point is drawn, but has no neighbour to be joined to.</summary>
    public bool IsIsolated(int index) =>
        IsFinite(index) && (index == 0 || !IsFinite(index - 1)) && (index == Y.Length - 1 || !IsFinite(index + 1));

    private static double[] Flat(PlotArray values, string parameter) =>
        values.Shape.Rank == 1
            ? values.Values
            : throw new ArgumentException(
                $"Plot: expected one axis of values, received shape {values.Shape} for {parameter}. Draw one column at a time, or flatten it with reshape(-1).",
                parameter);
}
