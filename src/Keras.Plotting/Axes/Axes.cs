namespace Keras.Plotting;

/// <summary>What a program asked for in one subplot; <see cref="AxesPlot"/> draws it.</summary>
internal sealed class Axes(SubplotPosition position)
{
    public SubplotPosition Position => position;

    public List<AxesImage> Images { get; } = [];

    public List<Curve> Curves { get; } = [];

    public List<Bars> Bars { get; } = [];

    /// <summary>Where the horizontal axis has ticks and what stands there; null where they are chosen by themselves.</summary>
    public IReadOnlyList<(double Position, string Label)>? XTicks { get; set; }

    public string Title { get; set; } = "";

    public string XLabel { get; set; } = "";

    public string YLabel { get; set; } = "";

    public bool IsAxisVisible { get; set; } = true;

    public bool IsGridVisible { get; set; }

    public bool IsLegendVisible { get; set; }
}
