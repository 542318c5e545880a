namespace Keras.Plotting.Tests.Axes;

public sealed class BarsTests
{
    private static readonly (int, int, int) First = (31, 119, 180), Second = (255, 127, 14);

    [Fact]
    public void Bars_stand_on_the_frame_as_high_and_wide_as_they_are_asked_to_be()
    {
        Figure figure = new();
        figure.Bar(new[] { 0, 1 }, new[] { 1.0, 0.5 }, width: 0.5);
        figure.Bar(new[] { 2.0, 3.0 }, new[] { 0.25, double.NaN }, width: 0.5);
        Picture picture = Picture.Of(figure);
        var (_, top, _, bottom) = picture.Frame();

        // The axis ends a margin of 5 % above the highest bar, and at 0.
        double unit = (bottom - top) / 1.05;
        var first = picture.Box(color => color == First);
        Assert.InRange(first.Top, bottom - unit - 2, bottom - unit + 2);
        Assert.InRange(first.Bottom, bottom - 2, bottom);
        var second = picture.Box(color => color == Second);
        Assert.InRange(second.Top, bottom - (0.25 * unit) - 2, bottom - (0.25 * unit) + 2);

        // Two bars of the first colour, from -0.25 to 1.25, beside one of half a unit.
        Assert.Equal(3.0, (double)(first.Right - first.Left) / (second.Right - second.Left), 0.1);
    }

    [Fact]
    public void Bars_below_zero_hang_from_it()
    {
        Figure figure = new();
        figure.Bar(new[] { 0 }, new[] { -2 });
        Picture picture = Picture.Of(figure);
        var (_, top, _, _) = picture.Frame();
        Assert.InRange(picture.Box(color => color == First).Top, top, top + 2);
    }

    [Fact]
    public void Ticks_stand_where_they_are_asked_for_with_their_labels()
    {
        Figure figure = new();
        figure.Bar(new[] { 0, 1 }, new[] { 1, 2 });
        figure.XTicks(new[] { 0, 1, 9 }, ["one\nthread", "two", "beyond"]);
        string text = string.Join(' ', Picture.SvgDocument(figure).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Contains("one", text, StringComparison.Ordinal);
        Assert.Contains("two", text, StringComparison.Ordinal);
        Assert.DoesNotContain("beyond", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.4", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_together_is_an_error()
    {
        Assert.StartsWith(
            "Bar: expected one axis of places and as many heights, received shapes (2,) and (3,).",
            Assert.Throws<ArgumentException>(() => new Figure().Bar(new[] { 0, 1 }, new[] { 1, 2, 3 })).Message);
        Assert.StartsWith("Bar: expected a positive width, received 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Figure().Bar(new[] { 0 }, new[] { 1 }, 0)).Message);
        Assert.StartsWith(
            "XTicks: expected a label for each tick, received 2 ticks and 1 labels.",
            Assert.Throws<ArgumentException>(() => new Figure().XTicks(new[] { 0, 1 }, ["a"])).Message);
    }
}
