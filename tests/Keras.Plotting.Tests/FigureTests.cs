namespace Keras.Plotting.Tests;

public sealed class FigureTests
{
    [Fact]
    public void By_default_a_figure_is_as_large_as_matplotlibs_and_has_empty_axes_only_when_asked()
    {
        Picture empty = Picture.Of(new Figure());
        Assert.Equal((640, 480), (empty.Width, empty.Height));
        Assert.Empty(empty.Colors());

        Figure figure = new();
        figure.Subplot(1, 1, 1);
        Assert.NotEmpty(Picture.Of(figure).Colors());
    }

    [Fact]
    public void A_size_that_is_none_is_an_error()
    {
        Assert.StartsWith(
            "Figure: expected a positive width and height in inches and a positive dpi, received figsize (0, 2) and dpi 100.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure(figsize: (0, 2))).Message);
        Assert.StartsWith(
            "Figure: expected a positive width and height in inches and a positive dpi, received figsize (-1, -2) and dpi -100.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure(figsize: (-1, -2), dpi: -100)).Message);
        Assert.StartsWith(
            "Figure: expected a positive width and height in inches and a positive dpi, received figsize (6.4, 4.8) and dpi NaN.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure(dpi: double.NaN)).Message);
        Assert.StartsWith(
            "Figure: expected fewer than 65536 pixels in each direction, received figsize (1000, 2) inches at dpi 100. Lower one of them.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure(figsize: (1000, 2))).Message);
    }

    [Fact]
    public void A_subplot_outside_of_its_grid_is_an_error()
    {
        Assert.StartsWith(
            "Subplot: expected an index from 1 to 10 (rows x columns, counted from 1), received 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure().Subplot(1, 10, 0)).Message);
        Assert.StartsWith(
            "Subplot: expected an index from 1 to 18 (rows x columns, counted from 1), received 19.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure().Subplot(2, 9, 19)).Message);
        Assert.StartsWith(
            "Subplot: expected at least one row and one column, received 0 rows and 3 columns.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Figure().Subplot(0, 3, 1)).Message);
    }

    [Fact]
    public void Other_options_are_errors()
    {
        Assert.StartsWith("Axis: expected \"on\" or \"off\", received \"none\".", Assert.Throws<ArgumentException>(() => new Figure().Axis("none")).Message);
        Assert.StartsWith("SupTitle: expected a positive size in points, received 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Figure().SupTitle("a", 0)).Message);
        Assert.Throws<ArgumentNullException>("text", () => new Figure().SupTitle(null!));
        Assert.Throws<ArgumentNullException>("label", () => new Figure().Title(null!));
        Assert.Throws<ArgumentException>("path", () => new Figure().SaveFig(" "));
    }
}
