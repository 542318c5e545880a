using System.Globalization;

namespace Keras.Models;

/// <summary>Which columns a summary has, and how wide they are.</summary>
internal static class SummaryLayout
{
    // Room for the edges of the terminal that Keras leaves free.
    private const int Margin = 4;
    private const int NarrowestColumn = 4;

    public static IReadOnlyList<TextColumn> Columns(bool withConnections, SummaryOptions options, int consoleWidth)
    {
        List<(string Heading, Justify Justify)> headings = [("Layer (type)", Justify.Left), ("Output Shape", Justify.Left), ("Param #", Justify.Right)];
        IReadOnlyList<double> positions = [0.45, 0.80, 1.0];
        var lineLength = 88;
        if (withConnections)
        {
            headings.Add(("Connected to", Justify.Left));
            positions = [0.3, 0.56, 0.74, 1.0];
            lineLength = 108;
        }
        if (options.Positions is { } given)
        {
            if (given.Count < headings.Count)
                throw TooFewPositions(given.Count, headings.Select(heading => $"'{heading.Heading}'"));
            positions = given;
        }
        if (options.ShowTrainable)
        {
            headings.Add(("Trainable", Justify.Center));
            positions = [.. positions.Select(position => position * 0.90), 1.0];
            lineLength += 12;
        }
        lineLength = options.LineLength ?? Math.Min(lineLength, consoleWidth - Margin);
        var widths = Widths(positions, headings.Count, lineLength);
        return [.. headings.Select((heading, index) => new TextColumn(heading.Heading, heading.Justify, widths[index]))];
    }

    private static int[] Widths(IReadOnlyList<double> positions, int columns, int lineLength)
    {
        var texts = new int[positions.Count];
        var end = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = (int)(positions[i] * lineLength) - end;
            end += texts[i];
            if (texts[i] < NarrowestColumn) throw TooNarrow(i, texts[i], columns, lineLength, positions);
        }
        return Fitted([.. texts.Take(columns)], lineLength - columns - 1);
    }

    /// <summary>
    /// Adds a space on each side of every column, then fills the room between the table's lines: what does not fit is
    /// taken from the columns evenly, what is left over given to them by their widths, from left to right.
    /// </summary>
    private static int[] Fitted(int[] texts, int room)
    {
        var widths = Array.ConvertAll(texts, text => Math.Min(text + 2, room));
        var total = widths.Sum();
        var change = room - total;
        for (var i = 0; i < widths.Length && change != 0; i++)
        {
            var width = widths[i];
            var added = change > 0
                ? (int)Math.Ceiling((double)width * change / total)
                : -Math.Min(width, (int)Math.Round((double)-change / (widths.Length - i), MidpointRounding.ToEven));
            widths[i] += added;
            change -= added;
            total -= width;
        }
        return widths;
    }

    private static ArgumentException TooFewPositions(int received, IEnumerable<string> headings) => new(
        $"Summary: expected {headings.Count()} positions, one for each of the columns {string.Join(", ", headings)}, received {received}. "
        + "Give where each column ends, as parts of the line, the last one 1.");

    private static ArgumentException TooNarrow(int index, int width, int columns, int lineLength, IReadOnlyList<double> positions) => new(
        $"Summary: column {index + 1} of {columns} would be {width} characters wide, at least {NarrowestColumn} are needed (line length {lineLength}, "
        + $"positions {string.Join(", ", positions.Select(position => position.ToString("0.###", CultureInfo.InvariantCulture)))}). "
        + "Give a larger line length or other positions, or widen the console.");
}
