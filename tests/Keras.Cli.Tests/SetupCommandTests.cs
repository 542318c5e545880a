using Keras.Datasets.Tests;
using Keras.Python.Tests;

namespace Keras.Cli.Tests;

/// <summary><c>keras setup</c> from outside, with small wheels that stand for TensorFlow's.</summary>
public sealed class SetupCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SetupCommandTests() => SmallWheels.Write(_folder["wheels"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SetsUpLooksAndCleans()
    {
        // Variables stand for options.
        using var setup = Tool.Run(["setup", "--backend", "tensorflow", "--python", Pythons.WithVenv], ("KERAS_HOME", _folder.Path), ("KERAS_WHEELS", _folder["wheels"])).Expect(0);
        Assert.Contains("Installing from '", setup.Output);
        Assert.Matches(@"Keras on tensorflow is ready: '.*tensorflow.*python(\.exe)?' \(Python 3\.\d+\.\d+\)\.\n$", setup.Output);
        using var again = Tool.Run(Arguments("python")).Expect(0);
        Assert.StartsWith("Keras on tensorflow is ready", again.Output);
        using var doctor = Tool.Run(["doctor", "--home", _folder["python"]]).Expect(0);
        Assert.Contains("cpu:0 (CPU): a training step in ", doctor.Output);
        using var json = Tool.Run(["doctor", "--json", "--home", _folder["python"]]).Expect(0);
        Assert.Equal("tensorflow", (string?)System.Text.Json.Nodes.JsonNode.Parse(json.Output)!["environments"]![0]!["name"]);
        using var clean = Tool.Run(["clean", "--home", _folder["python"]]).Expect(0);
        Assert.Equal($"Removed {_folder["python/tensorflow"]}\n", clean.Output);
        using var empty = Tool.Run(["clean", "--home", _folder["python"]]).Expect(0);
        Assert.Equal("There is nothing to remove.\n", empty.Output);
        using var nothing = Tool.Run(["doctor", "--home", _folder["python"]]).Expect(1);
        Assert.Contains("To do: There is no environment with real Keras yet", nothing.Output);
    }

    [Fact]
    public void UsesAnEnvironmentThatIsThere()
    {
        var user = new UserEnvironment(_folder["venv"]);
        var before = user.Files;
        using var setup = Tool.Run(["setup", "--backend", "tensorflow", "--python", user.Python, "--home", _folder["home"]]).Expect(0);
        Assert.Matches("^Using '.*' as it is, with Keras 3\\.12\\.0 on tensorflow 2\\.21\\.0: nothing is installed there, and nothing changed\\.\nKeras on tensorflow is ready: '.*' \\(Python 3\\.\\d+\\.\\d+\\)\\.\n$", setup.Output);
        using var again = Tool.Run(["setup", "--backend", "tensorflow", "--home", _folder["home"]]).Expect(0);
        Assert.StartsWith($"Keras on tensorflow is ready: '{user.Python}' (", again.Output);
        using var doctor = Tool.Run(["doctor", "--home", _folder["home"]], ("KERAS_HOME", _folder.Path)).Expect(0);
        Assert.Contains($", of '{user.Python}', used as it is\n    cpu:0 (CPU): a training step in ", doctor.Output);
        using var clean = Tool.Run(["clean", "--home", _folder["home"]]).Expect(0);
        Assert.Equal($"Removed {_folder["home/tensorflow"]}, the record of '{user.Python}', which stays as it is\n", clean.Output);
        Assert.Equal(before, user.Files);
        using var variable = Tool.Run(["doctor", "--home", _folder["home"]], ("KERAS_HOME", _folder.Path), ("KERAS_PYTHON", user.Python), ("KERAS_BACKEND", "tensorflow")).Expect(0);
        Assert.Matches("KERAS_PYTHON: '.*', Python 3\\..*, Keras 3\\.12\\.0\n  tensorflow: .*\n    cpu:0 \\(CPU\\): a training step in .*\n", variable.Output);
        user.Remove("keras");
        using var broken = Tool.Run(["doctor", "--home", _folder["home"]], ("KERAS_HOME", _folder.Path), ("KERAS_PYTHON", user.Python)).Expect(1);
        Assert.Contains($"To do: KERAS_PYTHON names '{user.Python}', which has no Keras", broken.Output);
    }

    /// <summary>Interrupted, ended and killed in the middle, and then by two processes at once.</summary>
    [Fact]
    public void WhateverEndsItItRunsAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        End("INT", "Making an environment", 130);
        Assert.False(Directory.Exists(_folder["home/tensorflow"]));
        End("TERM", "Installing from", 130);
        Assert.False(Directory.Exists(_folder["home/tensorflow"]));
        End("KILL", "Trying Keras", 137);
        Assert.True(Directory.Exists(_folder["home/tensorflow"]));

        using var first = new Tool(Arguments());
        using var second = new Tool(Arguments());
        first.Expect(0);
        second.Expect(0);
        string[] both = (first.Output + second.Output).Split('\n');
        Assert.Single(both, $"Making the environment in '{_folder["home/tensorflow"]}' anew: it was not finished");
        Assert.Single(both, line => line.StartsWith("Making an environment", StringComparison.Ordinal));
        Assert.Single(both, $"Another process is at '{_folder["home/tensorflow"]}'; waiting for it");
        Assert.Equal(2, both.Count(line => line.StartsWith("Keras on tensorflow is ready", StringComparison.Ordinal)));
        Assert.True(Pythons.Succeeds(_folder["home/tensorflow/bin/python"], "-c", "import keras, tensorflow"));
    }

    [Fact]
    public async Task WithoutAPythonOneIsDownloadedThroughTheProxy()
    {
        // A Python of another version than the one that would be downloaded does not fit these wheels.
        foreach (string wheel in Directory.GetFiles(_folder["wheels"], "numpy-*").Where(file => !file.Contains("-cp312-", StringComparison.Ordinal)))
        {
            File.Delete(wheel);
        }
        await using var server = new TestServer(TestServer.Status("404 Not Found"));
        using var setup = Tool.Run(
            ["setup", "--home", _folder["home"], "--wheels", _folder["wheels"]], ("PATH", Path.GetDirectoryName(Environment.ProcessPath) ?? ""), ("DOTNET_ROOT", Environment.GetEnvironmentVariable("DOTNET_ROOT")),
            ("KERAS_PYTHON_MIRROR", "http://python.invalid/data"), ("http_proxy", server.Address.GetLeftPart(UriPartial.Authority)), ("no_proxy", null), ("NO_PROXY", null));
        Assert.SkipWhen(setup.Output.Contains("Making an environment", StringComparison.Ordinal), "a Python 3.12 is found where dotnet is, or in /usr/bin");
        setup.Expect(1);
        Assert.Matches(@"^20240909/cpython-3\.12\.6%2B20240909-.*-install_only_stripped\.tar\.gz$", Assert.Single(server.Requests));
        Assert.StartsWith("A standalone Python 3.12.6 cannot be downloaded from http://python.invalid/data/20240909/", setup.Error);
        Assert.Contains(": the server answered 404 (Not Found). Install Python 3.11 to 3.14 (on Debian and Ubuntu: apt install python3 python3-venv libpython3-dev), check the network or HTTPS_PROXY, or name a mirror in the environment variable KERAS_PYTHON_MIRROR.", setup.Error);
    }

    [Fact]
    public void AFolderThatMayNotBeWrittenIsOneMessage()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's /sys, which nobody may write to");
        using var setup = Tool.Run(["setup", "--backend", "tensorflow", "--home", "/sys/keras", "--wheels", _folder["wheels"], "--python", Pythons.WithVenv]).Expect(1);
        Assert.Matches("^The environment cannot be written to '/sys/keras/tensorflow': .*Make room there or let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME\\.\n$", setup.Error);
    }

    [Fact]
    public void WrongNamesAreExplained()
    {
        using var backend = Tool.Run(["setup", "--backend", "pytorch", "--home", _folder["home"]]).Expect(1);
        Assert.Equal("Unknown backend 'pytorch'. Did you mean 'torch'? Known: jax, tensorflow, torch.\n", backend.Error);
        using var python = Tool.Run(["setup", "--python", _folder["nowhere"], "--home", _folder["home"]]).Expect(1);
        Assert.StartsWith($"There is no Python at '{_folder["nowhere"]}' (", python.Error);
        using var wheels = Tool.Run(["setup", "--wheels", _folder["nowhere"], "--home", _folder["home"]]).Expect(1);
        Assert.StartsWith($"There is no folder of wheels at '{_folder["nowhere"]}'.", wheels.Error);
        using var option = Tool.Run(["setup", "--backed", "jax"]).Expect(1);
        Assert.Contains("--backed", option.Error);
    }

    [Fact]
    public void HelpNamesTheVerbsAndOptions()
    {
        using var all = Tool.Run(["--help"]).Expect(0);
        Assert.All((string[])["setup", "doctor", "clean"], verb => Assert.Contains(verb, all.Output));
        using var setup = Tool.Run(["setup", "--help"]).Expect(0);
        Assert.All((string[])["--backend", "--gpu", "--python", "--wheels", "--home"], option => Assert.Contains(option, setup.Output));
    }

    private void End(string signal, string at, int exitCode)
    {
        using var tool = new Tool(Arguments(), (tool, line) =>
        {
            if (line.StartsWith(at, StringComparison.Ordinal))
            {
                tool.Signal(signal);
            }
        });
        tool.Expect(exitCode);
        Assert.Equal(exitCode == 130 ? "Interrupted. Run the same command again to go on.\n" : "", tool.Error);
    }

    private string[] Arguments(string home = "home") => ["setup", "--backend", "tensorflow", "--home", _folder[home], "--wheels", _folder["wheels"], "--python", Pythons.WithVenv];
}
