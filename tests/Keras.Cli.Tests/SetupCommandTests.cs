using Keras.Datasets.Tests;
using Keras.Python.Tests;

namespace Keras.Cli.Tests;

/// <summary><c>keras setup</c> from outside, with small wheels that stand for TensorFlow's.</summary>
public sealed class SetupCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SetupCommandTests() => SmallWheels.Write(_folder["wheels"]);

    private string Interpreter => _folder["home/tensorflow/bin/python"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SetsUpLooksAndCleans()
    {
        using var setup = Tool.Run(Arguments()).Expect(0);
        Assert.Contains("Installing from '", setup.Output);
        Assert.Matches(@"Keras on tensorflow is ready: '.*tensorflow.*python(\.exe)?' \(Python 3\.\d+\.\d+\)\.\n$", setup.Output);
        using var again = Tool.Run(Arguments()).Expect(0);
        Assert.StartsWith("Keras on tensorflow is ready", again.Output);
        using var doctor = Tool.Run(["doctor", "--home", _folder["home"]]).Expect(0);
        Assert.Contains("cpu:0 (CPU): a training step in ", doctor.Output);
        using var json = Tool.Run(["doctor", "--json", "--home", _folder["home"]]).Expect(0);
        Assert.Equal("tensorflow", (string?)System.Text.Json.Nodes.JsonNode.Parse(json.Output)!["environments"]![0]!["name"]);
        using var clean = Tool.Run(["clean", "--home", _folder["home"]]).Expect(0);
        Assert.Equal($"Removed {_folder["home/tensorflow"]}\n", clean.Output);
        using var empty = Tool.Run(["clean", "--home", _folder["home"]]).Expect(0);
        Assert.Equal("There is nothing to remove.\n", empty.Output);
        using var nothing = Tool.Run(["doctor", "--home", _folder["home"]]).Expect(1);
        Assert.Contains("To do: There is no environment with real Keras yet", nothing.Output);
    }

    [Fact]
    public void VariablesStandForOptions()
    {
        using var setup = Tool.Run(["setup", "--backend", "tensorflow", "--python", Pythons.WithVenv], ("KERAS_HOME", _folder.Path), ("KERAS_WHEELS", _folder["wheels"])).Expect(0);
        Assert.True(Directory.Exists(_folder["python/tensorflow"]));
    }

    [Fact]
    public void TwoProcessesAtOnceMakeOne()
    {
        using var first = new Tool(Arguments());
        using var second = new Tool(Arguments());
        first.Expect(0);
        second.Expect(0);
        string both = first.Output + second.Output;
        Assert.Single(both.Split('\n'), line => line.StartsWith("Making an environment", StringComparison.Ordinal));
        Assert.Single(both.Split('\n'), line => line == $"Another process is at '{_folder["home/tensorflow"]}'; waiting for it");
    }

    [Theory]
    [InlineData("INT", "Making an environment")]
    [InlineData("INT", "Installing from")]
    [InlineData("TERM", "Trying Keras")]
    public void InterruptedItLeavesNothingAndRunsAgain(string signal, string at)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        using var broken = new Tool(Arguments(), (tool, line) =>
        {
            if (line.StartsWith(at, StringComparison.Ordinal))
            {
                tool.Signal(signal);
            }
        });
        broken.Expect(130);
        Assert.Equal("Interrupted. Run the same command again to go on.\n", broken.Error);
        Assert.False(Directory.Exists(_folder["home/tensorflow"]));
        using var again = Tool.Run(Arguments()).Expect(0);
        Assert.True(Pythons.Succeeds(Interpreter, "-c", "import keras, tensorflow"));
    }

    [Fact]
    public void KilledInTheMiddleItIsMadeAnew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        using var broken = new Tool(Arguments(), (tool, line) =>
        {
            if (line.StartsWith("Installing from", StringComparison.Ordinal))
            {
                tool.Signal("KILL");
            }
        });
        broken.Expect(137);
        Assert.True(Directory.Exists(_folder["home/tensorflow"]));
        using var again = Tool.Run(Arguments()).Expect(0);
        Assert.Contains($"Making the environment in '{_folder["home/tensorflow"]}' anew: it was not finished", again.Output);
        Assert.True(Pythons.Succeeds(Interpreter, "-c", "import keras, tensorflow"));
    }

    [Fact]
    public async Task WithoutAPythonOneIsDownloadedThroughTheProxy()
    {
        await using var server = new TestServer(TestServer.Status("404 Not Found"));
        using var setup = Tool.Run(
            ["setup", "--home", _folder["home"]], ("PATH", Path.GetDirectoryName(Environment.ProcessPath) ?? ""), ("DOTNET_ROOT", Environment.GetEnvironmentVariable("DOTNET_ROOT")),
            ("KERAS_PYTHON_MIRROR", "http://python.invalid/data"), ("http_proxy", server.Address.GetLeftPart(UriPartial.Authority)), ("no_proxy", null), ("NO_PROXY", null));
        Assert.SkipWhen(setup.Output.Contains("Making an environment", StringComparison.Ordinal), "a Python is found even without a PATH (/usr/bin/python3)");
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

    private string[] Arguments() => ["setup", "--backend", "tensorflow", "--home", _folder["home"], "--wheels", _folder["wheels"], "--python", Pythons.WithVenv];
}
