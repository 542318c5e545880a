using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Keras.Python.Tests.Training;

/// <summary>Keras's own distribution.</summary>
[Collection(nameof(TrainingTest))]
public class DistributionTests
{
    [Fact]
    public void TwoDevicesGiveTheNumbersOfOne()
    {
        Assert.SkipWhen(RealKeras.Python is null, RealKeras.Missing);
        var child = ChildProgram.Run(["data-parallel"], RealKeras.Python!.Executable, limit: 90).ExpectExitCode(0);
        Assert.Contains("cpu:0, cpu:1", child.Output);
        Assert.Contains("DataParallel", child.Output);
    }

    [Fact]
    public async Task TwoProcessesGiveTheNumbersOfOne()
    {
        Assert.SkipWhen(RealKeras.Python is null, RealKeras.Missing);
        string address = $"127.0.0.1:{FreePort()}";
        string[][] scenarios = [["cluster", address, "2", "0"], ["cluster", address, "2", "1"], ["cluster"]];
        // Each waits for the others: a thread for every process, whatever the pool of threads has.
        var runs = await Task.WhenAll(scenarios.Select(scenario =>
            Task.Factory.StartNew(() => ChildProgram.Run(scenario, RealKeras.Python!.Executable, limit: 240), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.All(runs, run => run.ExpectExitCode(0));
        var (first, second, alone) = (Numbers(runs[0]), Numbers(runs[1]), Numbers(runs[2]));

        // Both have the same to the bit, drawn by one seed where none was set.
        Assert.Equal(first, second);
        Assert.Equal([2.0], first["devices"]);
        Assert.True(first["unseeded"][1] < first["unseeded"][0]);
        foreach (var (name, expected) in alone)
        {
            TrainingTest.AssertNear(expected, first[name]);
        }
        Assert.Equal(["devices", "unseeded"], first.Keys.Except(alone.Keys));
        foreach (var (kind, samples) in new[] { ("batch", 31), ("rest", 1), ("step", 3) })
        {
            Assert.All(runs[..2], run => Assert.Contains($"uneven {kind}! ValueError: a batch of {samples} samples cannot be cut evenly among 2 devices of 2 processes; choose batch size", run.Output));
        }
    }

    [Fact]
    public void OtherBackendsAreRefused()
    {
        Backend.Use("native");
        var error = Assert.Throws<InvalidOperationException>(() => Distribution.SetDataParallel());
        Assert.Equal("Keras distributes training on JAX alone, and the backend in use is native. Call Backend.Use(\"jax\") first.", error.Message);
    }

    private static Dictionary<string, double[]> Numbers(ChildProgram run) => run.Output.Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => Regex.Match(line, "^([a-z_ ]+): ([-+.0-9E ]+)$")).Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => Array.ConvertAll(match.Groups[2].Value.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
