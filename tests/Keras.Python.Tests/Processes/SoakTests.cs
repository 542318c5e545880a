using System.Globalization;

namespace Keras.Python.Tests.Processes;

/// <summary>Nothing hangs and nothing leaks while many threads call Python for long: two minutes, beside the other tests, or as long as KERAS_SOAK_SECONDS says.</summary>
public class SoakTests
{
    [Fact]
    public void ManyThreadsAndAsyncCallersAtOnce()
    {
        string seconds = Environment.GetEnvironmentVariable("KERAS_SOAK_SECONDS") ?? "120";
        int limit = 60 + 2 * int.Parse(seconds, CultureInfo.InvariantCulture);
        var run = ChildProgram.Run(["soak", seconds], Pythons.WithNumPy.Executable, limit: limit, inBackground: true).ExpectExitCode(0);
        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        Assert.InRange(MemoryTests.Value(run, "calls"), 100, long.MaxValue);
        Assert.InRange(MemoryTests.Value(run, "blocks"), -1000, 1000);
        Assert.InRange(MemoryTests.Value(run, "bytes"), -(1L << 40), 64 << 20);
    }
}
