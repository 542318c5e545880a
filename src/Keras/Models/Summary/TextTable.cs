namespace Keras.Models;

/// <summary>A column of a table: its heading, how its text lies, and its width with a space on each side.</summary>
internal sealed record TextColumn(string Heading, Justify Justify, int Width);

/// <summary>A table with a line around every cell.</summary>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns, bool ascii)
{
    // Of each kind of line: left edge, filling, divider, right edge.
    private sealed record Box(string Top, string Heading, string UnderHeading, string Row, string BetweenRows, string Bottom);

    private static readonly Box Heavy = new("┏━┳┓", "┃ ┃┃", "┡━╇┩", "│ ││", "├─┼┤", "└─┴┘");
    private static readonly Box Ascii = new("+--+", "| ||", "|-+|", "| ||", "|-+|", "+--+");

    private readonly Box _box = ascii ? Ascii : Heavy;
    private readonly List<IReadOnlyList<StyledText>> _rows = [];

    public void AddRow(IReadOnlyList<StyledText> cells) => _rows.Add(cells);

    /// <summary>The table's lines.</summary>
    public IEnumerable<StyledText> Lines()
    {
        yield return Rule(_box.Top);
        foreach (var line in Heading()) yield return line;
        yield return Rule(_box.UnderHeading);
        foreach (var (index, row) in _rows.Index())
        {
            if (index > 0) yield return Rule(_box.BetweenRows);
            foreach (var line in Row(row)) yield return line;
        }
        yield return Rule(_box.Bottom);
    }

    private StyledText Rule(string line)
        => new StyledText().Add(line[0] + string.Join(line[2], columns.Select(column => new string(line[1], column.Width))) + line[3]);

    private IEnumerable<StyledText> Heading()
    {
        var cells = columns.Select(column => CellLines(column, new StyledText().Add(column.Heading, TextStyle.Bold), TextStyle.Bold)).ToList();
        var height = cells.Max(lines => lines.Count);
        foreach (var (index, lines) in cells.Index())
        {
            // Headings stand on the line below them.
            while (lines.Count < height) lines.Insert(0, new StyledText().AddSpaces(columns[index].Width, TextStyle.HeaderPadding));
        }
        return Joined(_box.Heading, cells, height);
    }

    private IEnumerable<StyledText> Row(IReadOnlyList<StyledText> row)
    {
        var cells = columns.Select((column, index) => CellLines(column, row[index], TextStyle.Plain)).ToList();
        var height = cells.Max(lines => lines.Count);
        foreach (var (index, lines) in cells.Index())
        {
            while (lines.Count < height) lines.Add(new StyledText().AddSpaces(columns[index].Width));
        }
        return Joined(_box.Row, cells, height);
    }

    private static IEnumerable<StyledText> Joined(string line, List<List<StyledText>> cells, int height)
    {
        for (var i = 0; i < height; i++)
        {
            var joined = new StyledText().Add(line[..1]);
            foreach (var (index, cell) in cells.Index()) joined.Add(cell[i]).Add(index < cells.Count - 1 ? line[2..3] : line[3..]);
            yield return joined;
        }
    }

    private static List<StyledText> CellLines(TextColumn column, StyledText text, TextStyle style)
    {
        var inner = column.Width - 2;
        var padding = style == TextStyle.Bold ? TextStyle.HeaderPadding : style;
        if (inner < 1) return [new StyledText().AddSpaces(column.Width, padding)];
        return [.. text.Wrap(inner, fold: false).Select(line =>
            new StyledText().AddSpaces(1, padding).Add(line.Fit(inner, column.Justify, style)).AddSpaces(1, padding))];
    }
}
