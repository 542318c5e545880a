using System.Text.Json.Nodes;

namespace Keras.Python.Tests;

/// <summary>The report says what is there, what runs, and what to do.</summary>
[Collection("environments")]
public sealed class PythonReportTests : IDisposable
{
    private readonly MadeEnvironment _made;
    private readonly TemporaryFolder _folder = new();
    private readonly ProgramVariables _variables;

    public PythonReportTests(MadeEnvironment made) => (_made, _variables) = (made, new(home: _folder.Path));

    public void Dispose()
    {
        _variables.Dispose();
        _folder.Dispose();
    }

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
        await _made.GetAsync();
        var report = await PythonReport.MakeAsync(_made.Home, TestContext.Current.CancellationToken);
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
        var environment = await _made.GetAsync();
        string stamp = Path.Combine(environment.Folder, "autoencoders.json"), wasStamp = File.ReadAllText(stamp), wasModule = File.ReadAllText(_made.KerasModule);
        try
        {
            File.WriteAllText(_made.KerasModule, "raise ImportError('no luck')");
            Assert.Equal("tensorflow does not train: ImportError: no luck. Run 'keras setup --backend tensorflow' again, which mends what is missing; if that finds nothing, 'keras clean' and then 'keras setup --backend tensorflow'.", await AdviceAsync());
            File.WriteAllText(stamp, "{}");
            Assert.Equal($"'{environment.Folder}' is unfinished or broken: run 'keras setup --backend tensorflow' again, or 'keras clean'.", await AdviceAsync());
        }
        finally
        {
            File.WriteAllText(stamp, wasStamp);
            File.WriteAllText(_made.KerasModule, wasModule);
        }

        async Task<string> AdviceAsync() => Assert.Single((await PythonReport.MakeAsync(_made.Home, TestContext.Current.CancellationToken)).Advice);
    }

    [Fact]
    public async Task KerasJsonIsShown()
    {
        File.WriteAllText(_folder["keras.json"], "{\"floatx\": \"float16\"}");
        var report = await PythonReport.MakeAsync(null, TestContext.Current.CancellationToken);
        Assert.Contains("keras.json: {\"floatx\":\"float16\"} (not obeyed here: models compute alike on every backend)", report.ToString());
        File.WriteAllText(_folder["keras.json"], "{");
        report = await PythonReport.MakeAsync(null, TestContext.Current.CancellationToken);
        Assert.Contains("keras.json: unreadable (", report.ToString());
    }

    [Fact]
    public async Task ThePythonOfTheVariableTrainsOnEachBackendThatItHas()
    {
        var user = new UserEnvironment(_folder["venv"], "3.12.0", "jax", "tensorflow");
        using var variables = new ProgramVariables(user.Python, home: _folder.Path);
        var report = await MakeAsync();
        Assert.True(report.IsWell, report.ToString());
        var part = JsonNode.Parse(report.ToJson())!["keras_python"]!;
        Assert.Equal((user.Python, user.Python, "3.12.0"), ((string?)part["name"], (string?)part["executable"], (string?)part["keras"]));
        Assert.Equal(["jax", "tensorflow"], part["backends"]!.AsArray().Select(backend => (string?)backend!["name"]));
        Assert.All(part["backends"]!.AsArray(), backend => Assert.True((double)backend!["devices"]![0]!["milliseconds"]! >= 0));
        string version = (string)part["python"]!;
        Assert.Contains(
            $"KERAS_PYTHON: '{user.Python}', Python {version}, Keras 3.12.0\n  jax: Python {version}, keras 3.12.0, numpy 2.4.6, jax 0.10.2\n    cpu:0 (cpu): a training step in ",
            report.ToString().ReplaceLineEndings("\n"));
        Assert.Contains($"  models: the built-in engine (KERAS_BACKEND is not set)\n  jax, tensorflow, torch, Python itself: '{user.Python}', Python {version} (KERAS_PYTHON)", report.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task ThePythonOfTheVariableTrainsOnTheBackendOfTheOther()
    {
        var user = new UserEnvironment(_folder["venv"], "3.12.0", "jax", "tensorflow");
        user.Change("jax", _ => "raise ImportError('no luck')");
        using (new ProgramVariables(user.Python, "tensorflow", _folder.Path))
        {
            var report = await MakeAsync();
            Assert.True(report.IsWell, report.ToString());
            Assert.Equal("tensorflow", (string?)JsonNode.Parse(report.ToJson())!["keras_python"]!["backends"]!.AsArray().Single()!["name"]);
            Assert.Contains("  models: tensorflow (KERAS_BACKEND)", report.ToString());
        }
        using (new ProgramVariables(user.Python, "torch", _folder.Path))
        {
            Assert.Equal([Complaint("has Keras 3.12.0, but not torch, which KERAS_BACKEND names")], (await MakeAsync()).Advice);
        }
        using (new ProgramVariables(user.Python, "jax", _folder.Path))
        {
            Assert.Equal([Complaint("does not train on jax: ImportError: no luck")], (await MakeAsync()).Advice);
        }

        string Complaint(string flaw) => $"KERAS_PYTHON names '{user.Python}', which {flaw}. Mend that there, name another one, or unset KERAS_PYTHON, and the environments of 'keras setup' are used.";
    }

    [Theory]
    [InlineData("2.15.0", "nothing", "has Keras 2.15.0, where Keras 3 is expected")]
    [InlineData("3.12.0", "tensorflow", "has Keras 3.12.0, but none of jax, tensorflow, torch to compute with")]
    [InlineData("3.12.0", "keras", "has no Keras, so that no model trains on it")]
    public async Task APythonOfTheVariableWithoutWhatIsNeededIsSaid(string keras, string without, string flaw)
    {
        var user = new UserEnvironment(_folder["venv"], keras);
        if (without != "nothing")
        {
            user.Remove(without);
        }
        using var variables = new ProgramVariables(user.Python, home: _folder.Path);
        Assert.StartsWith($"KERAS_PYTHON names '{user.Python}', which {flaw}. Mend that there, ", Assert.Single((await MakeAsync()).Advice));
    }

    [Fact]
    public async Task ThePythonOfTheVariableSeesWhatAProgramSees()
    {
        var (user, modules) = (new UserEnvironment(_folder["venv"]), _folder["modules"]);
        user.Remove("keras");
        SmallWheels.Unpack(modules, "tensorflow", "3.13.0");
        using var variables = new ProgramVariables(user.Python, home: _folder.Path);
        using var path = new Variable("PYTHONPATH", modules);
        var report = await MakeAsync();
        Assert.True(report.IsWell, report.ToString());
        Assert.Equal("3.13.0", (string?)JsonNode.Parse(report.ToJson())!["keras_python"]!["keras"]);
    }

    [Fact]
    public async Task AVariableThatNamesNoneIsSaid()
    {
        using (new ProgramVariables(_folder["nowhere"], home: _folder.Path))
        {
            var report = await MakeAsync();
            Assert.StartsWith($"KERAS_PYTHON: There is no Python at '{_folder["nowhere"]}' (", Assert.Single(report.Advice));
            Assert.Contains($"  jax, tensorflow, torch, Python itself: none that runs (KERAS_PYTHON: There is no Python at '{_folder["nowhere"]}' (", report.ToString());
        }
        using (new ProgramVariables(backend: "torch", home: _folder.Path))
        {
            Assert.Equal(["KERAS_BACKEND is torch, and there is no environment with Keras on torch yet: run 'keras setup --backend torch'."], (await MakeAsync()).Advice);
        }
        using (new ProgramVariables(backend: "tensorflo", home: _folder.Path))
        {
            Assert.Equal("KERAS_BACKEND names an unknown backend, 'tensorflo'. Did you mean 'tensorflow'? Known: jax, native, tensorflow, torch.", (await MakeAsync()).Advice[0]);
        }
    }

    [Fact]
    public async Task WhatIsInUseIsThatOfTheEnvironments()
    {
        var user = new UserEnvironment(_folder["venv"]);
        await PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Python = user.Python }, null, TestContext.Current.CancellationToken);
        var report = await MakeAsync();
        Assert.True(report.IsWell, report.ToString());
        Assert.Matches(
            @"  tensorflow: Python 3\.\d+\.\d+, keras 3\.12\.0, numpy 2\.4\.6, tensorflow 2\.21\.0, of '.*', used as it is\n(.*\n)+In use now, unless a program names another\n  models: the built-in engine \(KERAS_BACKEND is not set\)\n  jax, torch: none yet\n  tensorflow, Python itself: '.*', Python 3\.\d+\.\d+ \(the environment 'tensorflow'\)$",
            report.ToString().ReplaceLineEndings("\n"));
        var used = JsonNode.Parse(report.ToJson())!["in_use"]!["pythons"]!.AsArray().Single(python => (string?)python!["for"] == "tensorflow")!;
        Assert.Equal((user.Python, "the environment 'tensorflow'"), ((string?)used["executable"], (string?)used["from"]));
    }

    private static Task<PythonReport> MakeAsync() => PythonReport.MakeAsync(null, TestContext.Current.CancellationToken);
}
