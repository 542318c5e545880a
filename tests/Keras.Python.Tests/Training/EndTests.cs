using System.Diagnostics;
using System.Globalization;

namespace Keras.Python.Tests.Training;

/// <summary>A process ends soon and with its own exit code while real Keras trains in it.</summary>
public class EndTests
{
    [Theory]
    [InlineData("return-during-fit")]
    [InlineData("exit-during-fit")]
    [InlineData("exit-in-fit")]
    public void WithItsOwnExitCode(string scenario) => ChildProgram.ExpectSoonEnd(() => Run([scenario, "42"]).ExpectExitCode(42));

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGTERM")]
    public void ASignalThatIsTurnedIntoACancellationLeavesAWholeModel(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        ChildProgram.ExpectSoonEnd(() => Run(["signal-in-fit", signal], (process, line) =>
        {
            if (line == "runs")
            {
                using var kill = Process.Start("kill", [$"-{signal[3..]}", process.Id.ToString(CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
            }
        }).ExpectExitCode(130));
    }

    private static ChildProgram Run(string[] scenario, Action<Process, string>? onLine = null)
    {
        Assert.SkipWhen(RealKeras.Python is null, RealKeras.Missing);
        return ChildProgram.Run(scenario, RealKeras.Python!.Executable, onLine: onLine, limit: 90);
    }
}
