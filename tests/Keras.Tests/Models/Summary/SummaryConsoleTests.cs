using Keras.Models;

namespace Keras.Tests.Models;

public class SummaryConsoleTests
{
    private const int Utf8 = 65001;
    private const int WesternEuropean = 1252;

    [Theory]
    [InlineData("100", null, 100)]
    [InlineData("100", 132, 100)]
    [InlineData(null, 132, 132)]
    [InlineData("", 132, 132)]
    [InlineData("0", 132, 132)]
    [InlineData("wide", 132, 132)]
    [InlineData("-5", null, 80)]
    [InlineData(null, 0, 80)]
    [InlineData(null, null, 80)]
    public void Width_is_that_of_COLUMNS_the_terminal_or_80(string? columns, int? terminal, int expected)
        => Assert.Equal(expected, SummaryConsole.Of(name => name == "COLUMNS" ? columns : null, terminal is not null, terminal, Utf8).Width);

    [Theory]
    [InlineData(false, "", nameof(TerminalColors.None))]
    [InlineData(false, "TERM=xterm-256color", nameof(TerminalColors.None))]
    [InlineData(true, "TERM=xterm-256color", nameof(TerminalColors.Palette))]
    [InlineData(true, "TERM=xterm-kitty", nameof(TerminalColors.Palette))]
    [InlineData(true, "TERM=xterm", nameof(TerminalColors.Standard))]
    [InlineData(true, "TERM=xterm COLORTERM=truecolor", nameof(TerminalColors.Palette))]
    [InlineData(true, "TERM=xterm COLORTERM=24bit", nameof(TerminalColors.Palette))]
    [InlineData(true, "TERM=dumb", nameof(TerminalColors.None))]
    [InlineData(true, "TERM=xterm-256color NO_COLOR=1", nameof(TerminalColors.BoldOnly))]
    [InlineData(true, "TERM=xterm-256color TTY_COMPATIBLE=0", nameof(TerminalColors.None))]
    [InlineData(true, "TERM=xterm-256color FORCE_COLOR=", nameof(TerminalColors.None))]
    [InlineData(false, "TERM=xterm-256color FORCE_COLOR=1", nameof(TerminalColors.Palette))]
    [InlineData(false, "TERM=xterm-256color TTY_COMPATIBLE=1", nameof(TerminalColors.Palette))]
    public void Only_terminals_get_colours(bool isTerminal, string variables, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows tells a terminal's colours by other means than TERM.");
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(expected, SummaryConsole.Of(environment.GetValueOrDefault, isTerminal, 80, Utf8).Colors.ToString());
    }

    [Theory]
    [InlineData(Utf8, false)]
    [InlineData(1200, false)]
    [InlineData(WesternEuropean, true)]
    public void Only_Unicode_has_lines(int codePage, bool ascii)
        => Assert.Equal(ascii, SummaryConsole.Of(_ => null, isTerminal: false, null, codePage).Ascii);

    [Fact]
    public void Captured_text_is_plain()
        => Assert.Equal(TerminalColors.None, new SummaryConsole(100, TerminalColors.Palette).Captured.Colors);
}
