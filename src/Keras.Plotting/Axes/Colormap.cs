namespace Keras.Plotting;

/// <summary>A table of 256 colours, and the mapping of a value in [0, 1] to one of them as matplotlib does it.</summary>
internal sealed class Colormap
{
    private const int Size = 256;

    private static readonly Dictionary<string, Colormap> Maps = new()
    {
        ["gray"] = new Colormap(level => new ScottPlot.Color((byte)level, (byte)level, (byte)level)),
        ["viridis"] = new Colormap(Viridis()),
    };

    private readonly uint[] _colors;

    private Colormap(Func<int, ScottPlot.Color> color) =>
        _colors = [.. Enumerable.Range(0, Size).Select(level => Rgba.Pack(color(level).R, color(level).G, color(level).B))];

    public static Colormap Default { get; } = Maps["viridis"];

    public static Colormap Get(string name) =>
        Maps.TryGetValue(name, out Colormap? map)
            ? map
            : throw new ArgumentException($"Unknown colormap '{name}': expected one of {string.Join(", ", Maps.Keys.Select(key => $"'{key}'"))}.", "cmap");

    /// <summary>The colour of a value: floor(256 value), at most 255, at least 0.</summary>
    public uint this[double value] => _colors[(int)Math.Clamp(value * Size, 0, Size - 1)];

    // The palette truncates: half a step more keeps rounding from taking the colour before.
    private static Func<int, ScottPlot.Color> Viridis()
    {
        var palette = new ScottPlot.Colormaps.Viridis();
        return level => palette.GetColor((level + 0.5) / (Size - 1));
    }
}
