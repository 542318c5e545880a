using System.Globalization;
using System.Text;

namespace Keras.Models;

/// <summary>How many columns of a terminal a character takes.</summary>
internal static class CellWidth
{
    // East Asian wide and full-width characters, and pictures: first and last of each block.
    private static readonly (int First, int Last)[] WideBlocks =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x2E80, 0x303E), (0x3041, 0x33FF),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6B), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x17000, 0x18CFF), (0x1B000, 0x1B2FB),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return rune.Value < 0x20 || rune.Value is >= 0x7F and < 0xA0 ? 0 : 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        foreach (var (first, last) in WideBlocks)
        {
            if (rune.Value < first) return 1;
            if (rune.Value <= last) return 2;
        }
        return 1;
    }
}
