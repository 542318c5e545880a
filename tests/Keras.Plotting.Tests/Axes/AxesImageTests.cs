namespace Keras.Plotting.Tests;

public sealed class AxesImageTests
{
    private static readonly (int, int, int) Black = (0, 0, 0);
    private static readonly (int, int, int) White = (255, 255, 255);
    private static readonly (int, int, int) ViridisFirst = (68, 1, 84);
    private static readonly (int, int, int) ViridisLast = (253, 231, 36);

    [Fact]
    public void Values_run_from_black_at_the_least_to_white_at_the_greatest_with_the_first_row_on_top()
    {
        Picture picture = Show(new float[,] { { -3, 0 }, { 3, 6 } }, cmap: "gray");

        Assert.Equal(Black, picture[0.3, 0.3]);
        Assert.Equal((85, 85, 85), picture[0.7, 0.3]);
        Assert.Equal((170, 170, 170), picture[0.3, 0.7]);
        Assert.Equal(White, picture[0.7, 0.7]);
    }

    [Fact]
    public void Interpolation_is_nearest_without_a_single_blended_pixel()
    {
        Picture picture = Show(new double[,] { { 0, 1, 2 }, { 1, 2, 0 }, { 2, 0, 1 } }, cmap: "gray");

        Assert.Equal([Black, (128, 128, 128)], picture.Colors().Order());
        int[] widths = [.. picture.Pixels().Where(p => p.Y == picture.Height / 6).Select(p => p.Color).Where(c => c != White).CountBy(c => c).Select(c => c.Value)];
        Assert.Equal(2, widths.Length);
        Assert.InRange(widths[0] - widths[1], -1, 1);
    }

    [Fact]
    public void Vmin_and_vmax_take_the_place_of_the_least_and_the_greatest_and_clip()
    {
        Picture picture = Show(new float[,] { { 0, 1 }, { 2, 4 } }, cmap: "gray", vmin: 1, vmax: 3);

        Assert.Equal(Black, picture[0.3, 0.3]);
        Assert.Equal(Black, picture[0.7, 0.3]);
        Assert.Equal((128, 128, 128), picture[0.3, 0.7]);
        Assert.Equal(White, picture[0.7, 0.7]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_blank_and_does_not_move_the_range(double value)
    {
        Picture picture = Show(new[,] { { 0, value }, { 1, 2 } }, cmap: "gray");

        Assert.Equal(Black, picture[0.3, 0.3]);
        Assert.Equal(White, picture[0.7, 0.3]);
        Assert.Equal((128, 128, 128), picture[0.3, 0.7]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7.5)]
    public void A_constant_image_takes_the_first_colour(double value)
    {
        Assert.Equal(Black, Show(new[,] { { value, value } }, cmap: "gray")[0.5, 0.5]);
        Assert.Equal(ViridisFirst, Show(new[,] { { value, value } })[0.5, 0.5]);
    }

    [Fact]
    public void An_image_of_NaN_alone_is_blank() => Assert.Empty(Show(new[,] { { double.NaN } }).Colors());

    [Fact]
    public void The_default_colormap_is_viridis()
    {
        Picture picture = Show(new double[,] { { 0, 1 } });

        Assert.Equal(ViridisFirst, picture[0.3, 0.5]);
        Assert.Equal(ViridisLast, picture[0.7, 0.5]);
    }

    [Fact]
    public void Gray_recolours_the_current_image_and_those_to_come_but_none_before()
    {
        Figure figure = new(figsize: (3, 1));
        float[,] image = { { 0, 1 } };
        figure.Subplot(1, 3, 1);
        figure.ImShow(image);
        figure.Axis("off");
        figure.Subplot(1, 3, 2);
        figure.ImShow(image);
        figure.Gray();
        figure.Axis("off");
        figure.Subplot(1, 3, 3);
        figure.ImShow(image);
        figure.Axis("off");

        Picture picture = Picture.Of(figure);
        Assert.Equal(ViridisFirst, picture[0.1, 0.5]);
        Assert.Equal(Black, picture[0.43, 0.5]);
        Assert.Equal(Black, picture[0.77, 0.5]);
    }

    [Fact]
    public void Gray_leaves_a_cmap_of_an_images_own_to_later_images()
    {
        Figure figure = new(figsize: (1, 1));
        figure.Gray();
        figure.ImShow(new float[,] { { 0, 1 } }, cmap: "viridis");
        figure.Axis("off");

        Assert.Equal(ViridisFirst, Picture.Of(figure)[0.3, 0.5]);
    }

    [Fact]
    public void Three_channels_are_colours_from_0_to_1_or_from_0_to_255_in_bytes()
    {
        Assert.Equal((255, 127, 0), Show(new[, ,] { { { 1.5, 0.5, -1 } } })[0.5, 0.5]);
        Assert.Equal((255, 127, 0), Show(new[, ,] { { { 1f, 0.5f, 0f } } })[0.5, 0.5]);
        Assert.Equal((200, 100, 50), Show(new byte[,,] { { { 200, 100, 50 } } })[0.5, 0.5]);
        Assert.Equal(White, Show(new[, ,] { { { double.NaN, 0.5, 0 } } })[0.5, 0.5]);
    }

    [Fact]
    public void One_channel_on_an_axis_of_its_own_is_the_same_image() =>
        Assert.Equal(Show(new double[,] { { 0, 1, 5 } }).Bytes, Show(new double[,,] { { { 0 }, { 1 }, { 5 } } }).Bytes);

    [Theory]
    [InlineData(5, 40)]
    [InlineData(40, 5)]
    [InlineData(28, 28)]
    public void Pixels_are_square(int rows, int columns)
    {
        Picture picture = Show(new double[rows, columns], cmap: "gray");

        (int left, int top, int right, int bottom) = picture.Box(color => color == Black);
        Assert.Equal((double)columns / rows, (right - left + 1.0) / (bottom - top + 1), 0.1 * columns / rows);
        Assert.InRange(left + right + 1 - picture.Width, -3, 3);
        Assert.InRange(top + bottom + 1 - picture.Height, -3, 3);
    }

    [Fact]
    public void A_frame_surrounds_the_image_without_a_gap_and_ticks_count_its_pixels()
    {
        Figure figure = new(figsize: (2, 2));
        figure.ImShow(new float[,] { { 1, 1 }, { 1, 1 } }, cmap: "gray", vmin: 0, vmax: 1);
        (int left, int top, int right, int bottom) = Picture.Of(figure).Frame();
        Assert.Equal(right - left, bottom - top);
        Assert.InRange(right - left, 120, 199);

        Figure eight = new();
        eight.ImShow(new float[8, 8]);
        var texts = Picture.SvgDocument(eight).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim());
        Assert.Equal("0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7", string.Join(' ', texts));
    }

    [Fact]
    public void Later_changes_of_the_array_do_not_change_the_figure()
    {
        float[,] image = { { 0, 1 } };
        Figure figure = new();
        figure.ImShow(image);
        byte[] before = Picture.Of(figure).Bytes;
        image[0, 0] = 100;

        Assert.Equal(before, Picture.Of(figure).Bytes);
    }

    [Fact]
    public void Another_shape_is_an_error()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new double[2, 3, 4]));
        Assert.StartsWith(
            "ImShow: expected an image of shape (rows, columns), (rows, columns, 1) or (rows, columns, 3), received shape (2, 3, 4). " +
            "Take one image of a batch with data[i], and give a flat one its rows and columns with reshape(rows, columns).",
            exception.Message);
        exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(NumSharp.np.arange(784)));
        Assert.Contains("received shape (784,).", exception.Message);
        Assert.Throws<ArgumentNullException>("image", () => new Figure().ImShow(null!));
        exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new float[0, 3]));
        Assert.StartsWith("ImShow: expected at least one row and one column, received shape (0, 3).", exception.Message);
    }

    [Fact]
    public void An_unknown_colormap_is_an_error()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new float[2, 2], cmap: "grey"));
        Assert.StartsWith("Unknown colormap 'grey': expected one of 'gray', 'viridis'.", exception.Message);
        Assert.Equal("cmap", exception.ParamName);
    }

    [Fact]
    public void Options_that_an_image_cannot_follow_are_errors()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new float[2, 2, 3], vmax: 2));
        Assert.StartsWith("ImShow: cmap, vmin and vmax apply to an image of one channel, received one of shape (2, 2, 3), which has its own colours. Leave them out.", exception.Message);
        exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new float[2, 2], vmin: 2.5, vmax: 1));
        Assert.StartsWith("ImShow: expected finite vmin and vmax with vmin <= vmax, received vmin 2.5 and vmax 1.", exception.Message);
        exception = Assert.Throws<ArgumentException>(() => new Figure().ImShow(new float[2, 2], vmin: double.NaN));
        Assert.StartsWith("ImShow: expected finite vmin and vmax with vmin <= vmax, received vmin NaN and vmax null.", exception.Message);
    }

    private static Picture Show(ArrayLike image, string? cmap = null, double? vmin = null, double? vmax = null)
    {
        Figure figure = new(figsize: (2, 2));
        figure.ImShow(image, cmap, vmin, vmax);
        figure.Axis("off");
        return Picture.Of(figure);
    }
}
