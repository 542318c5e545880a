using System.Globalization;
using System.Text.RegularExpressions;

namespace Keras.Python.Tests.Processes;

/// <summary>Nothing leaks, however often it runs: KERAS_LEAK_ROUNDS says how often.</summary>
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

    internal static long Value(ChildProgram run, string name) =>
        long.Parse(Regex.Match(run.Output, $"^{name}=(-?[0-9]+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
}
