using System.Globalization;
using System.Text.RegularExpressions;

namespace Keras.Python.Tests.Processes;

/// <summary>Nothing leaks and nothing hangs, however long it runs. KERAS_SOAK_SECONDS and KERAS_LEAK_ROUNDS make these as long as one likes.</summary>
public class MemoryTests
{
    [Fact]
    public void CallsAndArraysLeakNothing()
    {
        string rounds = Environment.GetEnvironmentVariable("KERAS_LEAK_ROUNDS") ?? "20000";
        var run = ChildProgram.Run(["leaks", rounds], Pythons.WithNumPy.Executable, limit: 60 + int.Parse(rounds, CultureInfo.InvariantCulture) / 500).ExpectExitCode(0);
        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        Assert.Equal(0, Value(run, "references"));
        // What a garbage collector of two has not met yet; a leak would be some thousands.
        Assert.InRange(Value(run, "blocks"), -1000, 1000);
        Assert.InRange(Value(run, "bytes"), -(1L << 40), 32 << 20);
    }

    [Fact]
    public void ManyThreadsAndAsyncCallersAtOnce()
    {
        string seconds = Environment.GetEnvironmentVariable("KERAS_SOAK_SECONDS") ?? "10";
        var run = ChildProgram.Run(["soak", seconds], Pythons.WithNumPy.Executable, limit: 60 + 2 * int.Parse(seconds, CultureInfo.InvariantCulture)).ExpectExitCode(0);
        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        Assert.InRange(Value(run, "calls"), 100, long.MaxValue);
        Assert.InRange(Value(run, "blocks"), -1000, 1000);
        Assert.InRange(Value(run, "bytes"), -(1L << 40), 64 << 20);
    }

    private static long Value(ChildProgram run, string name) =>
        long.Parse(Regex.Match(run.Output, $"^{name}=(-?[0-9]+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
}
