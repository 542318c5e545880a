using ScottPlot;
using ScottPlot.AxisPanels;
using ScottPlot.Plottables;
using ScottPlot.Rendering;
using SkiaSharp;

namespace Keras.Plotting;

/// <summary>One subplot as a ScottPlot plot, styled as matplotlib's default style.</summary>
internal sealed class AxesPlot : IDisposable
{
    // ScottPlot's distances, in points, between a tick and its label.
    private const float BelowTick = 2;
    private const float LeftOfTick = 5;

    private readonly Axes _axes;
    private readonly Resolution _resolution;
    private readonly AxisRange _x;
    private readonly AxisRange _y;
    private readonly Plot _plot = new();

    public AxesPlot(Axes axes, Resolution resolution)
    {
        _axes = axes;
        _resolution = resolution;
        (_x, _y) = AxisRange.Of(axes);
        AddImages();
        AddBars();
        AddCurves();
        _plot.Axes.SetLimits(_x.Start, _x.End, _y.Start, _y.End);
        StyleAxes();
        StyleGrid();
    }

    public SubplotPosition Position => _axes.Position;

    /// <summary>The width of an image's pixel over its height as drawn is 1; null where both axes fill their place.</summary>
    public double? Aspect => _axes.Images.Count == 0 ? null : _x.Length / _y.Length;

    public bool HasFrame => _axes.IsAxisVisible;

    /// <summary>Chooses the ticks for a data area at this place.</summary>
    public void UpdateTicks(PixelRect data)
    {
        if (HasFrame)
        {
            _plot.Axes.Bottom.TickGenerator = FixedTicks.Of(_x, data.Left, data.Right, isHorizontal: true, _resolution, _axes.XTicks);
            _plot.Axes.Left.TickGenerator = FixedTicks.Of(_y, data.Bottom, data.Top, isHorizontal: false, _resolution);
        }
    }

    /// <summary>The room that ticks, labels and the title take around a data area.</summary>
    public PixelPadding MeasureDecorations(PixelRect data, Paint paint)
    {
        float left = _plot.Axes.Left.Measure(paint), bottom = _plot.Axes.Bottom.Measure(paint);
        float top = _plot.Axes.Title.Measure(paint), right = 0;
        LabelStyle labels = _plot.Axes.Bottom.TickLabelStyle;
        foreach (Tick tick in _plot.Axes.Bottom.TickGenerator.Ticks)
        {
            // The label of a tick near the end of the axis reaches beyond it.
            float half = labels.Measure(tick.Label, paint).Width / 2;
            float position = _plot.Axes.Bottom.GetPixel(tick.Position, data);
            left = Math.Max(left, data.Left - (position - half));
            right = Math.Max(right, position + half - data.Right);
        }

        foreach (Tick tick in _plot.Axes.Left.TickGenerator.Ticks)
        {
            float half = Rc.FontSize / 2;
            float position = _plot.Axes.Left.GetPixel(tick.Position, data);
            top = Math.Max(top, data.Top - (position - half));
            bottom = Math.Max(bottom, position + half - data.Bottom);
        }

        return new PixelPadding(left, right, bottom, top);
    }

    /// <summary>
    /// Draws the subplot over what the canvas holds. ScottPlot's own loop would clear the canvas first and draw again
    /// whenever the limits are new, text upon text: so each of its steps is done here, once.
    /// </summary>
    public void Render(SKCanvas canvas, PixelRect figure, PixelRect data)
    {
        _plot.Layout.Fixed(data);
        PlaceLegend(data);
        _plot.RenderManager.Remove<ScottPlot.Rendering.RenderActions.ClearCanvas>();
        _plot.RenderManager.Remove<ScottPlot.Rendering.RenderActions.RenderFigureBackground>();
        using RenderPack pack = new(_plot, figure, canvas);
        foreach (IRenderAction action in _plot.RenderManager.RenderActions)
        {
            pack.CanvasState.Save();
            action.Render(pack);
            pack.CanvasState.RestoreAll();
        }
    }

    public void Dispose() => _plot.Dispose();

    private void AddImages()
    {
        foreach (AxesImage image in _axes.Images)
        {
            _plot.PlottableList.Add(new ImagePlottable(image.Pixels(), image.Rows, image.Columns, _resolution));
        }
    }

    private void AddBars()
    {
        foreach ((int index, Bars bars) in _axes.Bars.Index())
        {
            foreach (var (x, height) in bars.All)
            {
                _plot.Add.Bar(new Bar { Position = x, Value = height, Size = bars.Width, FillColor = Rc.Palette.GetColor(index), LineWidth = 0 });
            }
        }
    }

    private void AddCurves()
    {
        foreach ((int index, Curve curve) in _axes.Curves.Index())
        {
            double[] y = [.. curve.Y.Select((value, i) => curve.IsFinite(i) ? value : double.NaN)];
            Scatter line = _plot.Add.ScatterLine(curve.X, y, Rc.Palette.GetColor(index));
            line.LineWidth = Rc.CurveWidth;
            line.LineStyle.Rounded = true;

            int[] isolated = [.. Enumerable.Range(0, y.Length).Where(curve.IsIsolated)];
            if (isolated.Length > 0)
            {
                double[] x = Array.ConvertAll(isolated, i => curve.X[i]);
                Scatter dots = _plot.Add.ScatterPoints(x, Array.ConvertAll(isolated, i => curve.Y[i]), Rc.Palette.GetColor(index));
                dots.MarkerSize = Rc.DotSize;
            }
        }
    }

    private void StyleAxes()
    {
        foreach (AxisBase axis in _plot.Axes.GetAxes().Cast<AxisBase>())
        {
            axis.IsVisible = HasFrame;
            axis.TickGenerator = FixedTicks.None;
            axis.FrameLineStyle.Width = _resolution.LineWidth(Rc.AxesLineWidth);
            axis.FrameLineStyle.StrokeCap = SKStrokeCap.Square;
            axis.MajorTickStyle.Width = _resolution.LineWidth(Rc.AxesLineWidth);
            axis.MajorTickStyle.Length = axis.Edge is Edge.Bottom or Edge.Left ? Rc.TickLength : 0;
            FigureFont.Apply(axis.TickLabelStyle, Rc.FontSize);
            FigureFont.Apply(axis.LabelStyle, Rc.FontSize);
            axis.SizeWhenNoData = 0;
            axis.EmptyLabelPadding = PixelPadding.Zero;
            axis.PaddingOutsideAxisLabels = PixelPadding.Zero;
        }

        var bottom = (AxisBase)_plot.Axes.Bottom;
        bottom.LabelText = _axes.XLabel;
        bottom.EmptyLabelPadding = new PixelPadding(0, 0, BelowTick, 0);
        bottom.PaddingBetweenTickAndAxisLabels = new PixelPadding(0, 0, BelowTick, Rc.LabelPad);

        var left = (AxisBase)_plot.Axes.Left;
        left.LabelText = _axes.YLabel;
        left.EmptyLabelPadding = new PixelPadding(Rc.TickLength, LeftOfTick, 0, 0);
        left.PaddingBetweenTickAndAxisLabels = new PixelPadding(Rc.TickLength + LeftOfTick, Rc.LabelPad, 0, 0);

        FigureFont.Apply(_plot.Axes.Title.Label, Rc.TitleSize).Text = _axes.Title;
        _plot.Axes.Title.Label.OffsetY -= Rc.TitlePad;
        _plot.Axes.Title.VerticalPadding = Rc.TitlePad;
    }

    private void StyleGrid()
    {
        _plot.Grid.IsVisible = _axes.IsGridVisible && HasFrame;
        _plot.Grid.IsBeneathPlottables = _axes.Images.Count == 0;
        _plot.Grid.MajorLineColor = Rc.GridColor;
        _plot.Grid.MajorLineWidth = _resolution.LineWidth(Rc.AxesLineWidth);
    }

    private void PlaceLegend(PixelRect data)
    {
        _plot.Legend.IsVisible = _axes.IsLegendVisible;
        if (_axes.IsLegendVisible)
        {
            LegendStyle.Apply(_plot.Legend, _axes);
            using var paint = Paint.NewDisposablePaint();
            _plot.Legend.Alignment = LegendStyle.BestAlignment(_plot.Legend.GetLayout(data.Size, paint).LegendRect.Size, data, _axes, _x, _y);
        }
    }
}
