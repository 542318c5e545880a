using System.Diagnostics;
using System.Globalization;

namespace Keras.Python.Tests.Processes;

/// <summary>A process that uses Python ends as any other: soon, with its own exit code.</summary>
public class EndTests
{
    [Theory]
    [InlineData("return")]
    [InlineData("exit")]
    [InlineData("exit-in-callback")]
    [InlineData("exit-in-async-callback")]
    [InlineData("callback-error")]
    [InlineData("return-during", "sleep")]
    [InlineData("return-during", "compute")]
    [InlineData("return-during", "steps")]
    [InlineData("return-during", "async")]
    [InlineData("exit-during", "sleep")]
    [InlineData("exit-during", "compute")]
    [InlineData("exit-during", "steps")]
    [InlineData("exit-during", "async")]
    public void WithItsOwnExitCode(params string[] scenario) => ChildProgram.ExpectSoonEnd(() =>
    {
        var run = Run([.. scenario, "42"]).ExpectExitCode(42);
        Assert.Empty(run.Error);
        return run;
    });

    [Theory]
    [InlineData("unhandled", "System.InvalidOperationException: nobody catches this")]
    [InlineData("unhandled-python", "Keras.Python.PythonException: ValueError: math domain error")]
    public void AfterAnExceptionThatNobodyCatches(string scenario, string error) => ChildProgram.ExpectSoonEnd(() =>
    {
        var run = Run([scenario]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"Unhandled exception. {error}", run.Error);
        return run;
    });

    [Theory]
    [InlineData("SIGINT", "INT", 130)]
    [InlineData("SIGTERM", "TERM", 143)]
    public void AfterASignalThatTheHostTurnsIntoCancellation(string signal, string name, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        ChildProgram.ExpectSoonEnd(() =>
        {
            var run = Run(["signal", signal], (process, line) =>
            {
                if (line == "runs")
                {
                    using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
                    kill.WaitForExit();
                }
            }).ExpectExitCode(code);
            Assert.Empty(run.Error);
            return run;
        });
    }

    [Fact]
    public void WithAllThatWasPrinted()
    {
        var run = Run(["print"]).ExpectExitCode(0);
        var lines = run.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => new[] { $"C# {i}", $"Python {i}" }), lines[..200]);
        Assert.Equal("größer ≥ 数, and the last words", lines[200]);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => new[] { $"C# error {i}", $"Python error {i}" }), run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static ChildProgram Run(string[] scenario, Action<Process, string>? onLine = null) =>
        ChildProgram.Run(scenario, Pythons.WithNumPy.Executable, onLine: onLine, limit: 60);
}
