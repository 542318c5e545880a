using System.Diagnostics;

namespace Keras.Plotting.Tests;

public sealed class FigureFontTests
{
    [Fact]
    public void The_font_is_the_embedded_one()
    {
        Assert.Equal("DejaVu Sans", FigureFont.Typeface.FamilyName);
        Assert.Equal(6253, FigureFont.Typeface.GlyphCount);
    }

    [Fact]
    public void Text_is_drawn()
    {
        Figure figure = new();
        figure.SupTitle("A title");

        // Nothing else is in the figure.
        Assert.InRange(Picture.Of(figure).Pixels().Count(p => p.Color.Red < 100), 50, 2000);
    }

    [Fact]
    public void Labels_are_drawn_below_and_beside_the_frame()
    {
        Figure figure = new();
        figure.XLabel("epoch");
        figure.YLabel("loss");
        Picture picture = Picture.Of(figure);
        var frame = picture.Frame();

        Assert.InRange(Dark(p => p.Y > frame.Bottom + 25), 20, 2000);
        Assert.InRange(Dark(p => p.X < frame.Left - 40), 20, 2000);

        int Dark(Func<(int X, int Y, (int Red, int Green, int Blue) Color), bool> where) =>
            picture.Pixels().Count(p => where(p) && p.Color.Red < 100);
    }

    [Fact]
    public void Text_is_drawn_on_a_machine_without_fonts()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/unshare") && Directory.Exists("/usr/share/fonts"), "needs Linux with unshare, and a folder of fonts to hide");
        string name = $"{typeof(FigureFontTests).FullName}.{nameof(Text_is_drawn)}";
        const string hide = "mount -t tmpfs none /usr/share/fonts";
        Assert.SkipUnless(Run(hide).ExitCode == 0, "needs the right to hide the fonts' folder in a namespace of its own (unshare)");

        (int exitCode, string output) = Run(
            $"{hide} && test -z \"$(ls /usr/share/fonts)\" && exec dotnet '{typeof(FigureFontTests).Assembly.Location}' -method '{name}' -noColor");
        Assert.Contains("Total: 1", output);
        Assert.True(exitCode == 0, output);
    }

    private static (int ExitCode, string Output) Run(string command)
    {
        ProcessStartInfo start = new("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FONTCONFIG_FILE"] = "/dev/null";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
