namespace Keras.Plotting.Tests;

public sealed class TickTests
{
    // The ticks are those of matplotlib for axes of these lengths.
    [Theory]
    [InlineData(-0.95, 19.95, 357, true, "0.0 2.5 5.0 7.5 10.0 12.5 15.0 17.5")]
    [InlineData(-0.05, 1.05, 266, false, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(27.5, -0.5, 266, false, "0 5 10 15 20 25")]
    [InlineData(-0.5, 27.5, 50, true, "0 25")]
    [InlineData(27.5, -0.5, 50, false, "0 20")]
    [InlineData(-0.5, 1.5, 50, true, "0 1")]
    [InlineData(4.5, -0.5, 7, false, "0")]
    [InlineData(-45, 945, 357, true, "0 200 400 600 800")]
    [InlineData(-0.003, -0.001, 266, false, "−0.00300 −0.00275 −0.00250 −0.00225 −0.00200 −0.00175 −0.00150 −0.00125 −0.00100")]
    [InlineData(1000.01, 1000.09, 160, true, "1000.02 1000.04 1000.06 1000.08")]
    [InlineData(0, 4e7, 160, true, "0 1e7 2e7 3e7 4e7")]
    [InlineData(0, 3e-6, 120, true, "0 1e−6 2e−6 3e−6")]
    public void Ticks_stand_on_round_numbers_with_the_decimals_they_need(double start, double end, double size, bool isHorizontal, string expected)
    {
        AxisRange range = new(start, end);
        double[] ticks = TickLocator.Locate(range, size, isHorizontal);

        Assert.Equal(expected, string.Join(' ', TickFormatter.Format(ticks, range)));
    }

    [Theory]
    [InlineData(-0.95, 19.95, 357, "0 5 10 15")]
    [InlineData(-0.2, 4.2, 357, "0 1 2 3 4")]
    [InlineData(-0.05, 1.05, 357, "0 1")]
    [InlineData(-0.055, 0.055, 357, "0")]
    [InlineData(-0.5, 22.5, 266, "0 5 10 15 20")]
    [InlineData(-4.95, 103.95, 357, "0 20 40 60 80 100")]
    [InlineData(-49.95, 1048.95, 357, "0 200 400 600 800 1000")]
    public void A_counted_axis_has_whole_numbers_alone(double start, double end, double size, string expected)
    {
        AxisRange range = new(start, end, IsCounted: true);

        Assert.Equal(expected, string.Join(' ', TickFormatter.Format(TickLocator.Locate(range, size, isHorizontal: true), range)));
    }

    [Fact]
    public void Epochs_and_pixels_are_counted_and_real_numbers_are_not()
    {
        Assert.Equal("0 1", Horizontal(figure => figure.Plot([0.1, 0.2])));
        Assert.Equal("1 2", Horizontal(figure => figure.Plot(new List<int> { 1, 2 }, [0.1, 0.2])));
        Assert.Equal("1 2", Horizontal(figure => figure.Plot(NumSharp.np.arange(1, 3), new[] { 0.1, 0.2 })));
        Assert.Equal("0 1", Horizontal(figure => figure.ImShow(new float[2, 2])));
        Assert.Equal("0.0 0.2 0.4 0.6 0.8 1.0", Horizontal(figure => figure.Plot([0.0, 1.0], [0.1, 0.2])));
        Assert.Equal("0.0 0.2 0.4 0.6 0.8 1.0", Horizontal(figure => figure.Subplot(1, 1, 1)));

        // The labels that stand below all others.
        static string Horizontal(Action<Figure> draw)
        {
            Figure figure = new();
            draw(figure);
            var texts = Picture.SvgDocument(figure).Descendants().Where(e => e.Name.LocalName == "text");
            return string.Join(' ', texts.GroupBy(e => double.Parse(e.Attribute("transform")!.Value.TrimEnd(')').Split(' ')[5], System.Globalization.CultureInfo.InvariantCulture))
                .MaxBy(row => row.Key)!.Select(e => e.Value.Trim()));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(-1.7e308, 1.7e308)]
    public void A_range_that_cannot_be_counted_has_no_ticks(double start, double end) =>
        Assert.Empty(TickLocator.Locate(new AxisRange(start, end), 300, isHorizontal: true));
}
