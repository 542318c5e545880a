using System.Text;

namespace Keras.Models;

/// <summary>How the text of a table's cell lies in it.</summary>
internal enum Justify
{
    Left,
    Center,
    Right,
}

/// <summary>
/// Text whose characters have styles, and which knows how to fit into a width, by the rules of the Python package rich,
/// which Keras prints its summaries with.
/// </summary>
internal sealed class StyledText
{
    private readonly List<(Rune Rune, TextStyle Style)> _runes;

    public StyledText() => _runes = [];

    private StyledText(IEnumerable<(Rune, TextStyle)> runes) => _runes = [.. runes];

    /// <summary>Columns of the terminal that the text takes.</summary>
    public int Width => WidthOf(0, _runes.Count);

    public StyledText Add(string text, TextStyle style = TextStyle.Plain)
    {
        foreach (var rune in text.EnumerateRunes()) _runes.Add((rune, style));
        return this;
    }

    public StyledText Add(StyledText text)
    {
        _runes.AddRange(text._runes);
        return this;
    }

    public StyledText AddSpaces(int count, TextStyle style = TextStyle.Plain)
    {
        for (var i = 0; i < count; i++) _runes.Add((new Rune(' '), style));
        return this;
    }

    /// <summary>
    /// The text in lines of <paramref name="width"/> columns, broken between words. A word longer than a line goes on in
    /// the next (<paramref name="fold"/>), or stays on a line of its own, too long.
    /// </summary>
    public List<StyledText> Wrap(int width, bool fold)
    {
        var breaks = Breaks(width, fold);
        var lines = new List<StyledText>();
        for (var i = 0; i <= breaks.Count; i++)
        {
            var begin = i == 0 ? 0 : breaks[i - 1];
            var end = i == breaks.Count ? _runes.Count : breaks[i];
            while (end - begin > width && Rune.IsWhiteSpace(_runes[end - 1].Rune)) end--;
            lines.Add(new StyledText(_runes[begin..end]));
        }
        return lines;
    }

    /// <summary>The text in exactly <paramref name="width"/> columns, ending in "…" where it had more.</summary>
    public StyledText Fit(int width, Justify justify, TextStyle padding = TextStyle.Plain)
    {
        var text = justify == Justify.Left ? this : Trimmed();
        if (text.Width > width) text = text.Crop(width - 1).Add("…", text.StyleAt(width - 1));
        var spaces = width - text.Width;
        var before = justify switch { Justify.Left => 0, Justify.Center => spaces / 2, _ => spaces };
        return new StyledText().AddSpaces(before, padding).Add(text).AddSpaces(spaces - before, padding);
    }

    /// <summary>What of the text lies in the first <paramref name="width"/> columns; half a wide character is a space.</summary>
    public StyledText Crop(int width)
    {
        var count = 0;
        var used = 0;
        while (count < _runes.Count && used + CellWidth.Of(_runes[count].Rune) <= width) used += CellWidth.Of(_runes[count++].Rune);
        var cropped = new StyledText(_runes[..count]);
        return count < _runes.Count ? cropped.AddSpaces(width - used, _runes[count].Style) : cropped;
    }

    /// <summary>The text with the escape sequences of its styles, each run of one style in its own.</summary>
    public string Render(TerminalColors colors)
    {
        var text = new StringBuilder();
        for (int begin = 0, end; begin < _runes.Count; begin = end)
        {
            var style = _runes[begin].Style;
            end = begin + 1;
            while (end < _runes.Count && _runes[end].Style == style) end++;
            var codes = style.Codes(colors);
            if (codes is not null) text.Append("\u001b[").Append(codes).Append('m');
            foreach (var (rune, _) in _runes[begin..end]) text.Append(rune);
            if (codes is not null) text.Append("\u001b[0m");
        }
        return text.ToString();
    }

    private int WidthOf(int begin, int end)
    {
        var width = 0;
        for (var i = begin; i < end; i++) width += CellWidth.Of(_runes[i].Rune);
        return width;
    }

    private StyledText Trimmed()
    {
        var end = _runes.Count;
        while (end > 0 && Rune.IsWhiteSpace(_runes[end - 1].Rune)) end--;
        return new StyledText(_runes[..end]);
    }

    private TextStyle StyleAt(int column)
    {
        var index = 0;
        for (var used = 0; index < _runes.Count - 1; index++)
        {
            used += CellWidth.Of(_runes[index].Rune);
            if (used > column) break;
        }
        return _runes[index].Style;
    }

    private List<int> Breaks(int width, bool fold)
    {
        var breaks = new List<int>();
        var used = 0;
        foreach (var (begin, lettersEnd, end) in Words())
        {
            var letters = WidthOf(begin, lettersEnd);
            if (letters <= width - used)
            {
                used += WidthOf(begin, end);
            }
            else if (letters > width && fold)
            {
                used = Fold(begin, end, width, breaks);
            }
            else if (letters > width || used > 0)
            {
                if (begin > 0) breaks.Add(begin);
                used = WidthOf(begin, end);
            }
        }
        return breaks;
    }

    /// <summary>Cuts a word into lines, with the spaces after it, and returns how much of the last line it takes.</summary>
    private int Fold(int begin, int end, int width, List<int> breaks)
    {
        if (begin > 0) breaks.Add(begin);
        var used = 0;
        for (var i = begin; i < end; i++)
        {
            var cells = CellWidth.Of(_runes[i].Rune);
            if (used + cells > width && i > begin)
            {
                breaks.Add(i);
                used = 0;
            }
            used += cells;
        }
        return used;
    }

    /// <summary>The words: where each begins (with the spaces before the first one), its letters end, and the spaces after it end.</summary>
    private IEnumerable<(int Begin, int LettersEnd, int End)> Words()
    {
        for (int begin = 0, end; begin < _runes.Count; begin = end)
        {
            var lettersEnd = Skip(Skip(begin, whitespace: true), whitespace: false);
            end = Skip(lettersEnd, whitespace: true);
            if (lettersEnd > begin && !Rune.IsWhiteSpace(_runes[lettersEnd - 1].Rune)) yield return (begin, lettersEnd, end);
        }
    }

    private int Skip(int index, bool whitespace)
    {
        while (index < _runes.Count && Rune.IsWhiteSpace(_runes[index].Rune) == whitespace) index++;
        return index;
    }
}
