using System.Globalization;
using System.Text.Json.Nodes;
using Keras.Plotting;

namespace Keras.Benchmarks.Pictures;

/// <summary>Bars of the seconds an epoch, a subplot a model, of what <c>models --json</c> kept.</summary>
internal static class EpochPicture
{
    public static void Save(string table, string picture)
    {
        var rows = JsonNode.Parse(File.ReadAllText(table))!["rows"]!.AsArray();
        var figure = new Figure(figsize: (10, 6.4), dpi: 100);
        figure.SupTitle("Seconds an epoch of 60,000 images on two cores: less is better", 13);
        int columns = (rows.Count + 1) / 2;
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i]!;
            var bars = new List<(string Name, double Seconds)> { ("this engine", (double)row["seconds"]!) };
            if (row["yardstick_seconds"] is { } yardstick)
            {
                bars.Add(("hard-coded", (double)yardstick));
            }
            bars.AddRange(row["peers"]!.AsArray().Select(peer => (Short((string)peer!["name"]!), (double)peer["seconds"]!)));
            figure.Subplot(rows.Count > 1 ? 2 : 1, columns, i + 1);
            figure.Title((string)row["model"]!);
            for (int bar = 0; bar < bars.Count; bar++)
            {
                figure.Bar(new[] { bar }, new[] { bars[bar].Seconds }, width: 0.7);
            }
            figure.XTicks(Enumerable.Range(0, bars.Count).ToArray(), [.. bars.Select(bar => string.Create(CultureInfo.InvariantCulture, $"{bar.Name}\n{bar.Seconds:0.00} s"))]);
        }
        figure.SaveFig(picture);
        Console.WriteLine($"Saved {picture}, {new FileInfo(picture).Length / 1000} kB");
    }

    /// <summary>A peer's name without the number of its version.</summary>
    private static string Short(string name) => string.Join(' ', name.Split(' ').Where(word => !char.IsAsciiDigit(word[0])));
}
