namespace Keras.Models;

/// <summary>The meaning of a piece of a summary's text, which a terminal shows by its looks.</summary>
internal enum TextStyle
{
    Plain,
    Bold,
    HeaderPadding,
    Number,
    UnknownSize,
    ClassName,
    Trainable,
    Frozen,
}

/// <summary>What the place that a summary is written to can show.</summary>
internal enum TerminalColors
{
    /// <summary>Not a terminal, or one that knows no escape sequences: plain text.</summary>
    None,

    /// <summary>Bold letters, but no colours.</summary>
    BoldOnly,

    /// <summary>The sixteen colours.</summary>
    Standard,

    /// <summary>256 colours or more.</summary>
    Palette,
}

/// <summary>Escape sequences of the styles: Keras's colours 33, 34 and 45 of the 256, or the nearest of the sixteen.</summary>
internal static class TextStyles
{
    /// <summary>The codes that switch <paramref name="style"/> on, or null where it looks like plain text.</summary>
    public static string? Codes(this TextStyle style, TerminalColors colors) => (style, colors) switch
    {
        (TextStyle.Plain, _) or (_, TerminalColors.None) => null,
        (TextStyle.Bold or TextStyle.HeaderPadding, _) => "1",
        (TextStyle.Trainable or TextStyle.Frozen, TerminalColors.BoldOnly) => "1",
        (_, TerminalColors.BoldOnly) => null,
        (TextStyle.Number, TerminalColors.Standard) => "32",
        (TextStyle.Number, _) => "38;5;34",
        (TextStyle.UnknownSize, TerminalColors.Standard) => "96",
        (TextStyle.UnknownSize, _) => "38;5;45",
        (TextStyle.ClassName, TerminalColors.Standard) => "94",
        (TextStyle.ClassName, _) => "38;5;33",
        (TextStyle.Trainable, TerminalColors.Standard) => "1;32",
        (TextStyle.Trainable, _) => "1;38;5;34",
        (TextStyle.Frozen, _) => "1;91",
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, null),
    };
}
