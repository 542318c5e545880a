using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace Keras.Plotting.Tests;

public sealed class SvgTests
{
    [Fact]
    public void Text_is_text()
    {
        Figure figure = Curves();
        figure.Title("a < b & \"c\" > 'd'");
        string[] texts = [.. Picture.SvgDocument(figure).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];

        Assert.Contains("a < b & \"c\" > 'd'", texts);
        Assert.Contains("epoch", texts);
        Assert.Contains("loss", texts);
        Assert.Contains("0.6", texts);
    }

    [Fact]
    public void It_is_as_large_as_the_PNG()
    {
        XElement root = Picture.SvgDocument(new Figure(figsize: (10, 2))).Root!;

        Assert.Equal(("1000", "200"), (root.Attribute("width")!.Value, root.Attribute("height")!.Value));
    }

    [Fact]
    public void An_image_is_fine_enough_to_be_enlarged_without_a_blur()
    {
        Figure figure = new(figsize: (1, 1));
        figure.ImShow(new float[,] { { 0, 1 } }, cmap: "gray");
        figure.Axis("off");
        XNamespace link = "http://www.w3.org/1999/xlink";
        string[] images = [.. Picture.SvgDocument(figure).Descendants().Attributes(link + "href").Select(a => a.Value).Where(v => v.StartsWith("data:", StringComparison.Ordinal))];

        string data = Assert.Single(images);
        using SKBitmap image = SKBitmap.Decode(Convert.FromBase64String(data[(data.IndexOf(',') + 1)..]));
        Assert.InRange(image.Width, 320, 400);
        Assert.Equal([SKColors.Black, SKColors.White], image.Pixels.Distinct());
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes()
    {
        byte[] first = Picture.Svg(Curves());

        Assert.Equal(first, Picture.Svg(Curves()));
        Assert.Equal(Picture.Of(Curves()).Bytes, Picture.Of(Curves()).Bytes);
    }

    [Fact]
    public void Lists_of_positions_end_without_a_comma_and_clip_paths_are_found()
    {
        string svg = Encoding.UTF8.GetString(Picture.Svg(Curves()));

        Assert.DoesNotMatch(",\\s*\"", svg);
        string[] defined = [.. Regex.Matches(svg, "<clipPath id=\"(.*?)\"").Select(m => m.Groups[1].Value)];
        string[] used = [.. Regex.Matches(svg, "url\\(#(.*?)\\)").Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(used);
        Assert.Subset(defined.ToHashSet(), used.ToHashSet());
        Assert.Contains("clip_0", defined);
    }

    private static Figure Curves()
    {
        Figure figure = new();
        figure.Plot([1.0, 0.5, 0.25, 0.125], label: "loss");
        figure.XLabel("epoch");
        figure.YLabel("loss");
        figure.Legend();
        return figure;
    }
}
