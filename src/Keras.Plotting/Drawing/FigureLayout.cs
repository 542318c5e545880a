using ScottPlot;

namespace Keras.Plotting;

/// <summary>
/// Places the subplots: each gets its cell of the grid, less the room that ticks, labels and titles need. Subplots of one
/// grid keep the same room, so that they are equally large and in line.
/// </summary>
internal static class FigureLayout
{
    // Ticks depend on the size and the size on the ticks' labels: the second pass settles it.
    private const int Passes = 2;

    /// <summary>The data area of every plot, in points, on whole device pixels.</summary>
    public static PixelRect[] Place(IReadOnlyList<AxesPlot> plots, PixelRect region, Resolution resolution)
    {
        using var paint = Paint.NewDisposablePaint();
        PixelRect[] areas = [.. plots.Select(plot => Cell(plot.Position, region))];
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (var grid in plots.Index().GroupBy(item => (item.Item.Position.Rows, item.Item.Position.Columns)))
            {
                PixelPadding room = grid.Select(item => Decorations(item.Item, areas[item.Index], paint)).Aggregate(Larger);
                foreach ((int index, AxesPlot plot) in grid)
                {
                    areas[index] = Fit(plot, Cell(plot.Position, region), room);
                }
            }
        }

        foreach ((int index, AxesPlot plot) in plots.Index())
        {
            areas[index] = Snap(areas[index], plot.HasFrame, resolution);
            plot.UpdateTicks(areas[index]);
        }

        return areas;
    }

    private static PixelRect Cell(SubplotPosition position, PixelRect region)
    {
        float width = (region.Width + Rc.FigurePad) / position.Columns;
        float height = (region.Height + Rc.FigurePad) / position.Rows;
        float left = region.Left + (position.Column * width), top = region.Top + (position.Row * height);
        return new PixelRect(left, left + width - Rc.FigurePad, top + height - Rc.FigurePad, top);
    }

    private static PixelPadding Decorations(AxesPlot plot, PixelRect area, Paint paint)
    {
        plot.UpdateTicks(area);
        return plot.MeasureDecorations(area, paint);
    }

    private static PixelPadding Larger(PixelPadding a, PixelPadding b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom), Math.Max(a.Top, b.Top));

    /// <summary>The cell less its room, and for an image the greatest area of its shape in the middle of that.</summary>
    private static PixelRect Fit(AxesPlot plot, PixelRect cell, PixelPadding room)
    {
        // A cell that is too small for its labels still shows something: the labels then overlap, as matplotlib's do.
        float width = Math.Max(1, cell.Width - room.Horizontal), height = Math.Max(1, cell.Height - room.Vertical);
        float left = cell.Left + room.Left, top = cell.Top + room.Top;
        if (plot.Aspect is { } aspect)
        {
            float fitted = (float)Math.Min(width, height * aspect);
            left += (width - fitted) / 2;
            top += (height - (float)(fitted / aspect)) / 2;
            (width, height) = (fitted, (float)(fitted / aspect));
        }

        return new PixelRect(left, left + width, top + height, top);
    }

    /// <summary>Moves the edges to where the frame's lines and the image's pixels are sharp.</summary>
    private static PixelRect Snap(PixelRect area, bool hasFrame, Resolution resolution)
    {
        float left = hasFrame ? resolution.SnapLine(area.Left) : resolution.Snap(area.Left);
        float top = hasFrame ? resolution.SnapLine(area.Top) : resolution.Snap(area.Top);
        float pixel = (float)(1 / resolution.Scale);
        float width = Math.Max(pixel, resolution.Snap(area.Width)), height = Math.Max(pixel, resolution.Snap(area.Height));
        return new PixelRect(left, left + width, top + height, top);
    }
}
