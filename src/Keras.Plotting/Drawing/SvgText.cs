using System.Text;
using System.Text.RegularExpressions;

namespace Keras.Plotting;

/// <summary>Mends what SkiaSharp's SVG canvas writes.</summary>
internal static partial class SvgText
{
    /// <summary>
    /// Numbers clip paths from 0 (SkiaSharp counts them over the whole process, so that equal figures would differ), ends
    /// lists of glyph positions without a comma (some viewers drop a list that has one, and with it the text's place),
    /// and lets a viewer without DejaVu Sans take another font without serifs.
    /// </summary>
    public static byte[] Tidy(byte[] svg)
    {
        Dictionary<string, string> names = [];
        string text = Encoding.UTF8.GetString(svg);
        text = ClipPath().Replace(text, match =>
        {
            names.TryAdd(match.Value, $"clip_{names.Count}");
            return names[match.Value];
        });
        text = TrailingComma().Replace(text, "$1\"");
        text = text.Replace("font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, sans-serif\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    [GeneratedRegex("(?<=id=\"|url\\(#)cl_[0-9a-f]+(?=[\")])")]
    private static partial Regex ClipPath();

    [GeneratedRegex("( [xy]=\"[-0-9.e, ]*), \"")]
    private static partial Regex TrailingComma();
}
