using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace Keras.Plotting.Tests;

/// <summary>A figure as it was saved: its bytes and, for a PNG, its pixels.</summary>
internal sealed class Picture
{
    private readonly (int Red, int Green, int Blue)[] _colors;

    private Picture(byte[] bytes)
    {
        Bytes = bytes;
        using SKBitmap bitmap = SKBitmap.Decode(bytes);
        (Width, Height) = (bitmap.Width, bitmap.Height);
        _colors = [.. bitmap.Pixels.Select(color => ((int)color.Red, (int)color.Green, (int)color.Blue))];
    }

    public byte[] Bytes { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The colour at a place given as shares of the width and of the height.</summary>
    public (int Red, int Green, int Blue) this[double x, double y] => _colors[((int)(y * Height) * Width) + (int)(x * Width)];

    public static Picture Of(Figure figure) => new(Save(figure, ".png"));

    public static byte[] Svg(Figure figure) => Save(figure, ".svg");

    public static XDocument SvgDocument(Figure figure) => XDocument.Parse(Encoding.UTF8.GetString(Svg(figure)));

    public IEnumerable<(int X, int Y, (int Red, int Green, int Blue) Color)> Pixels() =>
        _colors.Select((color, i) => (i % Width, i / Width, color));

    /// <summary>The colours of the picture, without the white background.</summary>
    public HashSet<(int Red, int Green, int Blue)> Colors() => [.. Pixels().Select(pixel => pixel.Color).Where(color => color != (255, 255, 255))];

    /// <summary>The smallest box around the pixels that satisfy a condition.</summary>
    public (int Left, int Top, int Right, int Bottom) Box(Func<(int Red, int Green, int Blue), bool> condition)
    {
        var found = Pixels().Where(pixel => condition(pixel.Color)).ToList();
        Assert.NotEmpty(found);
        return (found.Min(p => p.X), found.Min(p => p.Y), found.Max(p => p.X), found.Max(p => p.Y));
    }

    /// <summary>The frame of the picture's one subplot: text is never as long a run of black.</summary>
    public (int Left, int Top, int Right, int Bottom) Frame()
    {
        var black = Pixels().Where(p => p.Color == (0, 0, 0)).ToList();
        int[] rows = [.. black.CountBy(p => p.Y).Where(row => row.Value > Width / 2).Select(row => row.Key).Order()];
        int[] columns = [.. black.CountBy(p => p.X).Where(column => column.Value > Height / 2).Select(column => column.Key).Order()];
        Assert.Equal(2, rows.Length);
        Assert.Equal(2, columns.Length);
        return (columns[0], rows[0], columns[1], rows[1]);
    }

    private static byte[] Save(Figure figure, string extension)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("figure" + extension);
        figure.SaveFig(path);
        return File.ReadAllBytes(path);
    }
}
