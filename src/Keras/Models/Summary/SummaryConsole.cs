using System.Globalization;

namespace Keras.Models;

/// <summary>What a summary is written on.</summary>
/// <param name="Width">Columns of the terminal.</param>
/// <param name="Colors">What it can show.</param>
/// <param name="Ascii">Whether its encoding has no characters for the table's lines.</param>
internal sealed record SummaryConsole(int Width, TerminalColors Colors = TerminalColors.None, bool Ascii = false)
{
    private const int DefaultWidth = 80;

    /// <summary>The console as it is now.</summary>
    public static SummaryConsole Current()
    {
        var isTerminal = !Console.IsOutputRedirected
            // A writer set by Console.SetOut is no terminal, and nearly always of another encoding.
            && Console.Out.Encoding.CodePage == Console.OutputEncoding.CodePage;
        return Of(Environment.GetEnvironmentVariable, isTerminal, isTerminal ? Console.WindowWidth : null, Console.Out.Encoding.CodePage);
    }

    /// <summary>The same for text that a function of the user's receives: as wide, and without escape sequences.</summary>
    public SummaryConsole Captured => this with { Colors = TerminalColors.None };

    /// <summary>
    /// The console that the environment describes: <c>COLUMNS</c> is its width, otherwise the terminal's or 80;
    /// <c>TTY_COMPATIBLE</c> and <c>FORCE_COLOR</c> say whether it is a terminal; <c>TERM</c> and <c>COLORTERM</c> how many
    /// colours it has; <c>NO_COLOR</c> that it is to show none.
    /// </summary>
    public static SummaryConsole Of(Func<string, string?> environment, bool isTerminal, int? terminalWidth, int codePage)
    {
        var width = int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns
            : terminalWidth is > 0 and var known ? known
            : DefaultWidth;
        return new SummaryConsole(width, ColorsOf(environment, isTerminal), Ascii: codePage is not (65001 or 1200 or 1201 or 12000 or 12001));
    }

    private static TerminalColors ColorsOf(Func<string, string?> environment, bool isTerminal)
    {
        isTerminal = (environment("TTY_COMPATIBLE"), environment("FORCE_COLOR")) switch
        {
            ("0", _) => false,
            ("1", _) => true,
            (_, { } force) => force.Length > 0,
            _ => isTerminal,
        };
        var term = (environment("TERM") ?? "").Trim().ToLowerInvariant();
        if (!isTerminal || term is "dumb" or "unknown") return TerminalColors.None;
        if (!string.IsNullOrEmpty(environment("NO_COLOR"))) return TerminalColors.BoldOnly;
        if (OperatingSystem.IsWindows() || (environment("COLORTERM") ?? "").Trim().ToLowerInvariant() is "truecolor" or "24bit") return TerminalColors.Palette;
        return term[(term.LastIndexOf('-') + 1)..] is "256color" or "kitty" ? TerminalColors.Palette : TerminalColors.Standard;
    }
}
