using System.Text.Json.Nodes;

namespace Keras.Python.Tests;

/// <summary>The report says what is there, what runs, and what to do.</summary>
[Collection("environments")]
public sealed class PythonReportTests(MadeEnvironment made) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NothingYetIsAdvice()
    {
        var report = await PythonReport.MakeAsync(_folder["home"], TestContext.Current.CancellationToken);
        Assert.False(report.IsWell);
        Assert.Equal(["There is no environment with real Keras yet: run 'keras setup --backend jax' (or tensorflow, or torch)."], report.Advice);
        Assert.EndsWith("To do: There is no environment with real Keras yet: run 'keras setup --backend jax' (or tensorflow, or torch).", report.ToString());
    }

    [Fact]
    public async Task AnEnvironmentTrainsAStepOnEachDevice()
    {
        await made.GetAsync();
        var report = await PythonReport.MakeAsync(made.Home, TestContext.Current.CancellationToken);
        Assert.True(report.IsWell, report.ToString());
        var environment = JsonNode.Parse(report.ToJson())!["environments"]!.AsArray().Single()!;
        Assert.Equal("tensorflow", (string?)environment["name"]);
        Assert.Equal("3.15.1", (string?)environment["versions"]!["keras"]);
        var device = environment["devices"]!.AsArray().Single()!;
        Assert.Equal("cpu:0", (string?)device["device"]);
        Assert.True((double)device["milliseconds"]! >= 0);
        Assert.Matches(@"  tensorflow: Python 3\.\d+\.\d+, keras 3\.15\.1, numpy 2\.4\.6, tensorflow 2\.21\.0\n    cpu:0 \(CPU\): a training step in \d+\.\d ms", report.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task WhatIsBrokenIsNamedWithItsRepair()
    {
        var environment = await made.GetAsync();
        string stamp = Path.Combine(environment.Folder, "autoencoders.json"), wasStamp = File.ReadAllText(stamp), wasModule = File.ReadAllText(made.KerasModule);
        try
        {
            File.WriteAllText(made.KerasModule, "raise ImportError('no luck')");
            Assert.Equal("tensorflow does not train: ImportError: no luck. Run 'keras setup --backend tensorflow' again, which mends what is missing; if that finds nothing, 'keras clean' and then 'keras setup --backend tensorflow'.", await AdviceAsync());
            File.WriteAllText(stamp, "{}");
            Assert.Equal($"'{environment.Folder}' is unfinished or broken: run 'keras setup --backend tensorflow' again, or 'keras clean'.", await AdviceAsync());
        }
        finally
        {
            File.WriteAllText(stamp, wasStamp);
            File.WriteAllText(made.KerasModule, wasModule);
        }

        async Task<string> AdviceAsync() => Assert.Single((await PythonReport.MakeAsync(made.Home, TestContext.Current.CancellationToken)).Advice);
    }

    [Fact]
    public async Task KerasJsonIsShown()
    {
        using var home = new Variable("KERAS_HOME", _folder.Path);
        File.WriteAllText(_folder["keras.json"], "{\"floatx\": \"float16\"}");
        var report = await PythonReport.MakeAsync(null, TestContext.Current.CancellationToken);
        Assert.Contains("keras.json: {\"floatx\":\"float16\"} (not obeyed here: models compute alike on every backend)", report.ToString());
        File.WriteAllText(_folder["keras.json"], "{");
        report = await PythonReport.MakeAsync(null, TestContext.Current.CancellationToken);
        Assert.Contains("keras.json: unreadable (", report.ToString());
    }
}
