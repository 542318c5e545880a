using System.Text;
using Keras.Training;

namespace Keras.Models;

/// <summary>The text of a model's summary, the very one that Keras prints.</summary>
internal static class ModelSummary
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>
    /// The summary's lines, each ended by a line feed, as wide as <paramref name="console"/> allows: what is wider is cut
    /// off.
    /// </summary>
    public static string Text(SummaryModel model, SummaryOptions options, SummaryConsole console)
    {
        var rows = new SummaryRows(model, options);
        var table = new TextTable(SummaryLayout.Columns(rows.WithConnections, options, console.Width), console.Ascii);
        foreach (var row in rows.Rows()) table.AddRow(row);

        var text = new StringBuilder();
        Write(new StyledText().Add($"Model: \"{model.Name}\"", TextStyle.Bold).Wrap(console.Width, fold: true));
        Write(table.Lines());
        Write(Total("Total", model.Trainable + model.NonTrainable + (model.Optimizer ?? default)));
        Write(Total("Trainable", model.Trainable));
        Write(Total("Non-trainable", model.NonTrainable));
        if (model.Optimizer is { } optimizer) Write(Total("Optimizer", optimizer));
        return text.ToString();

        void Write(IEnumerable<StyledText> lines)
        {
            foreach (var line in lines) text.Append(line.Crop(console.Width).Render(console.Colors)).Append('\n');
        }

        List<StyledText> Total(string which, SummaryWeights weights) => new StyledText()
            .Add($" {which} params: ", TextStyle.Bold)
            .Add(PythonFormat.Grouped(weights.Count), TextStyle.Number)
            .Add($" ({Size(weights.Bytes)})")
            .Wrap(console.Width, fold: true);
    }

    private static string Size(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length)
        {
            bytes /= 1024;
            unit++;
        }
        return $"{PythonFormat.Fixed(bytes, 2)} {Units[Math.Min(unit, Units.Length - 1)]}";
    }
}
