namespace Keras.Plotting.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void A_row_of_ten_images_is_equally_large_and_under_its_title()
    {
        Figure figure = Row();
        figure.SupTitle("original data");
        Picture picture = Picture.Of(figure);
        Assert.Equal((1000, 200), (picture.Width, picture.Height));

        // Along the middle of the images: runs of dark pixels, ten of the same length.
        int[] runs = Runs(picture, y: 105, minimum: 40);
        Assert.Equal(10, runs.Length);
        Assert.Single(runs.Distinct());
        Assert.InRange(runs[0], 55, 75);
    }

    [Fact]
    public void The_title_of_the_figure_stands_in_the_middle_over_an_empty_line()
    {
        Figure plain = Row();
        Figure titled = Row();
        titled.SupTitle("original data");

        Assert.DoesNotContain(Picture.Of(plain).Pixels(), p => p.Y < 40 && IsDark(p.Color));
        var text = Picture.Of(titled).Pixels().Where(p => p.Y < 40 && IsDark(p.Color)).ToList();
        Assert.InRange(text.Count, 100, 2000);
        Assert.InRange((text.Min(p => p.X) + text.Max(p => p.X)) / 2, 495, 505);
        Assert.InRange(text.Max(p => p.Y), 15, 28);
    }

    [Fact]
    public void A_greater_size_makes_a_greater_title()
    {
        Figure figure = Row();
        figure.SupTitle("Original Images", fontSize: 20);
        int greater = TitleWidth(figure);
        figure.SupTitle("Original Images");

        Assert.Equal(20.0 / 12, (double)greater / TitleWidth(figure), tolerance: 0.05);

        static int TitleWidth(Figure figure)
        {
            var text = Picture.Of(figure).Pixels().Where(p => p.Y < 45 && IsDark(p.Color)).ToList();
            return text.Max(p => p.X) - text.Min(p => p.X);
        }
    }

    [Fact]
    public void Titles_and_labels_overlap_no_image()
    {
        Figure figure = new(figsize: (6, 4));
        for (int i = 0; i < 4; i++)
        {
            figure.Subplot(2, 2, i + 1);
            figure.ImShow(new float[4, 4], cmap: "viridis");
            figure.Title("A title");
            figure.XLabel("column");
            figure.YLabel("row");
        }

        figure.SupTitle("Above all", fontSize: 16);
        Picture picture = Picture.Of(figure);
        var image = picture.Pixels().Where(p => p.Color == (68, 1, 84)).ToList();
        int[] tops = [.. image.GroupBy(p => p.X).MaxBy(column => column.Count())!.Select(p => p.Y).Order()];
        int upper = tops[0], upperEnd = tops.TakeWhile((y, i) => y == upper + i).Last();
        int lower = tops.First(y => y > upperEnd + 1);

        // Above, between and below the images there are text and lines free of it.
        Assert.True(EmptyRows(picture, 0, upper) >= 3);
        Assert.True(EmptyRows(picture, upperEnd + 2, lower) >= 4);
        Assert.Equal(upperEnd - upper, tops[^1] - lower);

        // No image's pixel is covered: each image is whole.
        Assert.Equal(4 * (upperEnd - upper + 1) * (upperEnd - upper + 1), image.Count);
    }

    [Fact]
    public void Subplot_returns_to_a_place_that_is_there()
    {
        Figure once = new();
        once.Subplot(1, 2, 1);
        once.Plot([1.0, 2.0], label: "a");
        once.Title("left");
        once.Subplot(1, 2, 2);
        once.Plot([2.0, 1.0]);

        Figure again = new();
        again.Subplot(1, 2, 1);
        again.Plot([1.0, 2.0], label: "a");
        again.Subplot(1, 2, 2);
        again.Plot([2.0, 1.0]);
        again.Subplot(1, 2, 1);
        again.Title("left");

        Assert.Equal(Picture.Of(once).Bytes, Picture.Of(again).Bytes);
    }

    [Fact]
    public void Axis_off_hides_frame_ticks_and_labels_and_on_brings_them_back()
    {
        Figure figure = new();
        figure.Plot([1.0, 2.0]);
        figure.XLabel("epoch");
        byte[] shown = Picture.Of(figure).Bytes;
        figure.Axis("off");
        Assert.DoesNotContain(Picture.Of(figure).Pixels(), p => IsDark(p.Color));
        figure.Axis("on");
        Assert.Equal(shown, Picture.Of(figure).Bytes);
    }

    [Fact]
    public void Grid_draws_lines_also_over_an_image()
    {
        Figure figure = new();
        figure.ImShow(new float[8, 8]);
        Assert.InRange(GridPixels(figure), 0, 100);
        figure.Grid();
        Assert.InRange(GridPixels(figure), 2000, 20000);
        figure.Grid(false);
        Assert.InRange(GridPixels(figure), 0, 100);

        static int GridPixels(Figure figure) => Picture.Of(figure).Pixels().Count(p => p.Color == (176, 176, 176));
    }

    [Theory]
    [InlineData(72)]
    [InlineData(100)]
    [InlineData(200)]
    public void Dpi_sets_the_pixels(double dpi)
    {
        Figure figure = new(figsize: (2, 1.5), dpi: dpi);
        figure.Plot([1.0, 2.0]);
        Picture picture = Picture.Of(figure);

        Assert.Equal((2 * dpi, 1.5 * dpi), (picture.Width, picture.Height));
    }

    [Fact]
    public void A_figure_that_is_too_small_for_its_labels_is_still_drawn()
    {
        Figure figure = new(figsize: (0.3, 0.2));
        figure.ImShow(new float[28, 28]);
        figure.Title("A title that is far too long");
        figure.SupTitle("Another");

        Assert.Equal(30, Picture.Of(figure).Width);
    }

    private static Figure Row()
    {
        Figure figure = new(figsize: (10, 2));
        for (int i = 0; i < 10; i++)
        {
            figure.Subplot(1, 10, i + 1);
            figure.ImShow(new float[28, 28], cmap: "gray");
        }

        return figure;
    }

    private static int[] Runs(Picture picture, int y, int minimum)
    {
        List<int> runs = [0];
        foreach (var pixel in picture.Pixels().Where(p => p.Y == y))
        {
            if (pixel.Color == (0, 0, 0))
            {
                runs[^1]++;
            }
            else if (runs[^1] > 0)
            {
                runs.Add(0);
            }
        }

        return [.. runs.Where(run => run >= minimum)];
    }

    private static int EmptyRows(Picture picture, int from, int to) =>
        picture.Pixels().Where(p => p.Y >= from && p.Y < to).GroupBy(p => p.Y).Count(row => row.All(p => p.Color == (255, 255, 255)));

    private static bool IsDark((int Red, int Green, int Blue) color) => color.Red + color.Green + color.Blue < 200;
}
