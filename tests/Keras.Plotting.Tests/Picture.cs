using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace Keras.Plotting.Tests;

/// <summary>A figure as it was saved: its bytes and, for a PNG, its pixels.</summary>
internal sealed class Picture
{
    private readonly SKBitmap _bitmap;

    private Picture(byte[] bytes)
    {
        Bytes = bytes;
        _bitmap = SKBitmap.Decode(bytes);
    }

    public byte[] Bytes { get; }

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    public (int Red, int Green, int Blue) this[double x, double y]
    {
        get
        {
            SKColor color = _bitmap.GetPixel((int)(x * Width), (int)(y * Height));
            return (color.Red, color.Green, color.Blue);
        }
    }

    public static Picture Of(Figure figure) => new(Save(figure, ".png"));

    public static byte[] Svg(Figure figure) => Save(figure, ".svg");

    public static XDocument SvgDocument(Figure figure) => XDocument.Parse(Encoding.UTF8.GetString(Svg(figure)));

    public IEnumerable<(int X, int Y, (int Red, int Green, int Blue) Color)> Pixels()
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                SKColor color = _bitmap.GetPixel(x, y);
                yield return (x, y, (color.Red, color.Green, color.Blue));
            }
        }
    }

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
