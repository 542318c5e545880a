using System.Numerics.Tensors;
using NumSharp;

namespace Keras.Plotting.Tests;

public sealed class CurveTests
{
    private static readonly (int, int, int) Blue = (31, 119, 180);
    private static readonly (int, int, int) Orange = (255, 127, 14);

    [Fact]
    public void Curves_take_the_colours_of_matplotlib_in_turn()
    {
        Figure figure = new();
        figure.Plot([1.0, 2.0]);
        figure.Plot([2.0, 1.0]);
        HashSet<(int, int, int)> colors = Picture.Of(figure).Colors();

        Assert.Contains(Blue, colors);
        Assert.Contains(Orange, colors);
    }

    [Fact]
    public void A_curve_ends_five_percent_before_the_frame()
    {
        Figure figure = new();
        figure.Plot([5.0, 6.0]);
        Picture picture = Picture.Of(figure);
        (int Left, int Top, int Right, int Bottom) frame = picture.Frame();
        (int Left, int Top, int Right, int Bottom) line = picture.Box(color => color == Blue);

        // Half the line's width more or less.
        double across = 0.05 / 1.1 * (frame.Right - frame.Left), down = 0.05 / 1.1 * (frame.Bottom - frame.Top);
        Assert.Equal(frame.Left + across, line.Left, tolerance: 2);
        Assert.Equal(frame.Right - across, line.Right, tolerance: 2);
        Assert.Equal(frame.Top + down, line.Top, tolerance: 2);
        Assert.Equal(frame.Bottom - down, line.Bottom, tolerance: 2);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_leaves_a_gap(double value)
    {
        Figure figure = new();
        figure.Plot([1, 1, value, 1, 1.0]);
        Picture picture = Picture.Of(figure);
        (int left, int top, int right, int bottom) = picture.Box(color => color == Blue);
        HashSet<int> columns = [.. picture.Pixels().Where(p => p.Color == Blue).Select(p => p.X)];

        int quarter = (right - left) / 4;
        Assert.Contains(left + (quarter / 2), columns);
        Assert.DoesNotContain(left + (quarter * 3 / 2), columns);
        Assert.DoesNotContain(left + (quarter * 5 / 2), columns);
        Assert.Contains(right - (quarter / 2), columns);
        Assert.InRange(bottom - top, 0, 3);
    }

    [Fact]
    public void One_epoch_is_a_dot()
    {
        Figure figure = new();
        figure.Plot([0.5]);

        (int left, int top, int right, int bottom) = Picture.Of(figure).Box(color => color == Blue);
        Assert.InRange(right - left, 2, 8);
        Assert.InRange(bottom - top, 2, 8);
    }

    [Fact]
    public void A_curve_of_NaN_alone_draws_nothing_and_keeps_its_axes()
    {
        Figure figure = new();
        figure.Plot([double.NaN, double.NaN]);
        Picture picture = Picture.Of(figure);

        Assert.DoesNotContain(Blue, picture.Colors());
        Assert.InRange(picture.Frame().Right, 600, 639);
    }

    [Fact]
    public void Lists_of_any_numbers_and_arrays_draw_the_same_curve()
    {
        byte[] expected = Draw(figure => figure.Plot([3.0, 1.0, 2.0]));

        Assert.Equal(expected, Draw(figure => figure.Plot(new List<double> { 3, 1, 2 })));
        Assert.Equal(expected, Draw(figure => figure.Plot((IReadOnlyList<double>)[3, 1, 2])));
        Assert.Equal(expected, Draw(figure => figure.Plot(new float[] { 3, 1, 2 })));
        Assert.Equal(expected, Draw(figure => figure.Plot(new[] { 3, 1, 2 })));
        Assert.Equal(expected, Draw(figure => figure.Plot(new[] { 3m, 1, 2 })));
        Assert.Equal(expected, Draw(figure => figure.Plot(Tensor.Create([3f, 1, 2], [3]))));
        Assert.Equal(expected, Draw(figure => figure.Plot(np.array(new float[] { 3, 1, 2 }))));
        Assert.Equal(expected, Draw(figure => figure.Plot(new[] { 0, 1, 2 }, new[] { 3.0, 1, 2 })));
        Assert.Equal(expected, Draw(figure => figure.Plot([0, 1, 2], [3.0, 1, 2])));
        Assert.Equal(expected, Draw(figure => figure.Plot(new List<int> { 0, 1, 2 }, (IReadOnlyList<double>)[3, 1, 2])));
        Assert.Equal(expected, Draw(figure => figure.Plot(np.arange(3), np.array(new double[] { 3, 1, 2 }))));
        Assert.NotEqual(expected, Draw(figure => figure.Plot(new[] { 0, 2, 1 }, new[] { 3.0, 1, 2 })));
    }

    [Fact]
    public void The_legend_names_labelled_curves_in_the_corner_that_hides_least()
    {
        (double x, double y) = LegendPlace([9, 4, 2, 1, 0.5, 0.25]);
        Assert.InRange(x, 400, 640);
        Assert.InRange(y, 0, 100);
        (x, y) = LegendPlace([0.25, 0.5, 1, 2, 4, 9]);
        Assert.InRange(x, 50, 250);
        Assert.InRange(y, 0, 100);
        (x, y) = LegendPlace([5, 5, 3, 3, 5, 5]);
        Assert.InRange(x, 50, 250);
        Assert.InRange(y, 350, 480);

        static (double X, double Y) LegendPlace(double[] values)
        {
            Figure figure = new();
            figure.Plot(values, label: "val_loss");
            figure.Plot(values);
            figure.Legend();
            var text = Assert.Single(
                Picture.SvgDocument(figure).Descendants(), e => e.Name.LocalName == "text" && e.Value.Trim() == "val_loss");
            string[] matrix = text.Attribute("transform")!.Value.TrimEnd(')').Split(' ');
            return (Number(matrix[4]), Number(matrix[5]));
        }

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Legend_without_a_label_is_an_error()
    {
        Figure figure = new();
        figure.Plot([1.0]);
        Assert.Equal(
            "Legend: expected a curve with a label in this subplot, found 1 curves and no label. Call Plot(values, label: \"loss\") before Legend().",
            Assert.Throws<InvalidOperationException>(figure.Legend).Message);
    }

    [Fact]
    public void Different_lengths_and_more_axes_than_one_are_errors()
    {
        Assert.StartsWith(
            "Plot: expected as many values of x as of y, received 2 of x and 3 of y.",
            Assert.Throws<ArgumentException>(() => new Figure().Plot(new[] { 1, 2 }, new[] { 1, 2, 3 })).Message);
        Assert.StartsWith(
            "Plot: expected one axis of values, received shape (2, 3) for y. Draw one column at a time, or flatten it with reshape(-1).",
            Assert.Throws<ArgumentException>(() => new Figure().Plot(new double[2, 3])).Message);
        Assert.StartsWith(
            "Plot: expected one axis of values, received shape (2, 2) for x.",
            Assert.Throws<ArgumentException>(() => new Figure().Plot(new double[][] { [1, 2], [3, 4] }, np.arange(2))).Message);
        Assert.Throws<ArgumentNullException>("y", () => new Figure().Plot((IReadOnlyList<double>)null!));
        Assert.Throws<ArgumentNullException>("y", () => new Figure().Plot(np.arange(2), (NDArray)null!));
    }

    private static byte[] Draw(Action<Figure> draw)
    {
        Figure figure = new();
        draw(figure);
        return Picture.Of(figure).Bytes;
    }
}
