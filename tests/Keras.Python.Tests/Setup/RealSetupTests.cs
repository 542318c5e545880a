using System.Text.Json.Nodes;

namespace Keras.Python.Tests;

/// <summary>Real Keras on JAX, set up from a folder of wheels: the environment that all tests of a run share, and which is found again by the next run.</summary>
[Collection("environments")]
public sealed class RealSetupTests
{
    private static PythonEnvironmentOptions Options
    {
        get
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("KERAS_WHEELS") is not { Length: > 0 }, "needs KERAS_WHEELS, a folder of wheels of Keras and JAX");
            return new() { Home = RealKeras.Home };
        }
    }

    [Fact]
    public async Task TheEnvironmentTrains()
    {
        var environment = await PythonEnvironment.EnsureAsync(Options, null, TestContext.Current.CancellationToken);
        Assert.Equal("jax", environment.Backend);
        var report = await PythonReport.MakeAsync(RealKeras.Home, TestContext.Current.CancellationToken);
        Assert.True(report.IsWell, report.ToString());
        var found = JsonNode.Parse(report.ToJson())!["environments"]!.AsArray().Single()!;
        Assert.Equal(("3.15.1", "0.10.2"), ((string?)found["versions"]!["keras"], (string?)found["versions"]!["jax"]));
        Assert.Equal("cpu:0", (string?)found["devices"]![0]!["device"]);
    }

    [Fact]
    public async Task ItIsFoundAgainWithoutAnyWork()
    {
        await PythonEnvironment.EnsureAsync(Options, null, TestContext.Current.CancellationToken);
        var lines = new Lines();
        await PythonEnvironment.EnsureAsync(Options, lines, TestContext.Current.CancellationToken);
        Assert.Equal("", lines.Text);
    }
}
