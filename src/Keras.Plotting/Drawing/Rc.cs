namespace Keras.Plotting;

/// <summary>matplotlib's defaults (its <c>rcParams</c>) that a figure is drawn with; lengths in points, 1/72 inch.</summary>
internal static class Rc
{
    public const double PointsPerInch = 72;

    public const float FontSize = 10;
    public const float TitleSize = 12;
    public const float SupTitleSize = 12;
    public const float TitlePad = 6;
    public const float LabelPad = 4;

    public const float AxesLineWidth = 0.8f;
    public const float TickLength = 3.5f;
    public const float CurveWidth = 1.5f;

    /// <summary>The diameter of a point that no neighbour joins to a line.</summary>
    public const float DotSize = 4;

    /// <summary>The empty border of the figure, and what lies between two subplots.</summary>
    public const float FigurePad = 6;

    /// <summary>The share of the data's range that is left free at each end of an axis.</summary>
    public const double DataMargin = 0.05;

    public static readonly ScottPlot.Color GridColor = ScottPlot.Color.FromHex("#b0b0b0");
    public static readonly ScottPlot.Color LegendEdgeColor = ScottPlot.Color.FromHex("#cccccc");
    public static readonly ScottPlot.IPalette Palette = new ScottPlot.Palettes.Category10();
}
