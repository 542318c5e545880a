using System.Diagnostics;
using System.Globalization;
using Keras.Datasets;
using NumSharp;

namespace Keras.Solution.Tests;

/// <summary>The examples, each as a user runs it.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("KerasDense", "Total params: 490,564 (1.87 MB)", "282/282", "original_data.png", "encoded_data.png", "decoded_data.png")]
    [InlineData("KerasConv", "Total params: 3,217 (12.57 KB)", "val_loss: ", "original_data.png", "encoded_data.png", "decoded_data.png")]
    [InlineData("TorchDense", "Epoch : 1 , Loss : 0.", "", "reconstructed_images.png")]
    [InlineData("TorchConv", "Total params: 183,745", "Epoch:1, Loss:0.", "reconstructed_images.png")]
    public void AnEpochOfTheSampleEndsWell(string example, string line, string otherLine, params string[] pictures)
    {
        var run = Run(example, "--dataset", "sample", "--epochs", "1", "--seed", "1", "--out", _folder["out"]);
        run.ExpectExitCode(0);
        Assert.Contains(line, run.Output);
        Assert.Contains(otherLine, run.Output);
        Assert.Equal([.. pictures.Append("loss.png").Order()], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order());
        foreach (string picture in pictures.Append("loss.png").Select(picture => Path.Combine(_folder["out"], picture)))
        {
            Assert.Contains($"Saved {picture}", run.Output);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
        }
    }

    [Fact]
    public void PythonModulesCallsNumPy()
    {
        Assert.SkipWhen(PythonWithNumPy.Executable is null, "needs python3 or /usr/bin/python3 with NumPy");
        var run = Run("PythonModules", PythonWithNumPy.Environment);
        run.ExpectExitCode(0);
        Assert.Contains("y = 3.02 x + 1.98", run.Output);
        Assert.Contains("spread of each quarter: 0.", run.Output);
    }

    [Fact]
    public void PythonModulesSaysWhatItLacks()
    {
        var run = Run("PythonModules", new Dictionary<string, string> { ["KERAS_PYTHON"] = _folder["python3"] });
        run.ExpectExitCode(1);
        Assert.StartsWith($"There is no Python at '{_folder["python3"]}' (", OnlyLine(run.Error));
    }

    [Fact]
    public void OneSeedGivesOneRun()
    {
        WriteIdxFiles(200);
        string[] options = ["--data", _folder["idx"], "--epochs", "2", "--out", _folder["out"], "--seed"];
        string first = Epochs(Run("TorchDense", [.. options, "7"]));
        Assert.Equal(2, first.Split('\n').Length);
        Assert.Equal(first, Epochs(Run("TorchDense", [.. options, "7"])));
        Assert.NotEqual(first, Epochs(Run("TorchDense", [.. options, "8"])));

        static string Epochs(ChildProcess run)
        {
            run.ExpectExitCode(0);
            return string.Join('\n', run.Output.Split('\n').Where(line => line.StartsWith("Epoch", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void WithoutMnistTheSampleIsUsedAndTheReasonGiven()
    {
        var nowhere = new Dictionary<string, string>
        {
            ["KERAS_HOME"] = _folder["home"],
            ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        };
        var run = Run("TorchDense", nowhere, "--epochs", "1", "--out", _folder["out"]);
        run.ExpectExitCode(0);
        string line = run.Output.Split('\n').Single(line => line.StartsWith("Using the embedded sample", StringComparison.Ordinal));
        Assert.StartsWith("Using the embedded sample of 10,000 digits: MNIST is not at hand and cannot be downloaded from ", line);

        var asked = Run("TorchDense", nowhere, "--dataset", "mnist", "--epochs", "1", "--out", _folder["out"]);
        asked.ExpectExitCode(1);
        Assert.StartsWith("MNIST is not at hand and cannot be downloaded from ", OnlyLine(asked.Error));
    }

    [Theory]
    [InlineData("--epochs: expected 1 or more, received 0.", "--epochs", "0")]
    [InlineData("--seed: expected 0 or more, received -1.", "--seed", "-1")]
    [InlineData("'cifar10' not recognized", "--dataset", "cifar10")]
    [InlineData("--layers", "--layers", "3")]
    [InlineData("--data: the sample is embedded and is not read from a folder. Leave out --data, or take --dataset mnist.", "--dataset", "sample", "--data", "digits")]
    [InlineData("There is no folder 'nowhere'.", "--data", "nowhere")]
    [InlineData("--python: the built-in engine needs no Python. Leave out --python, or take --backend jax, tensorflow or torch.", "--backend", "native", "--python", "python3")]
    public void AWrongOptionIsExplained(string message, params string[] options)
    {
        var run = Run("TorchDense", options);
        run.ExpectExitCode(1);
        Assert.Contains(message, run.Error);
        Assert.DoesNotContain("Epoch :", run.Output);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public void ThePythonOfTheOptionGoesBeforeTheVariable()
    {
        var run = Run("TorchDense", new Dictionary<string, string> { ["KERAS_PYTHON"] = _folder["other"] }, "--backend", "jax", "--python", _folder["nowhere"]);
        run.ExpectExitCode(1);
        Assert.StartsWith($"There is no Python at '{_folder["nowhere"]}' (", OnlyLine(run.Error));
    }

    [Fact]
    public void AnUnwritableFolderIsFoundBeforeTraining()
    {
        File.WriteAllText(_folder["file"], "");
        var run = Run("KerasDense", "--dataset", "sample", "--out", Path.Combine(_folder["file"], "pictures"));
        run.ExpectExitCode(1);
        string line = OnlyLine(run.Error);
        Assert.StartsWith($"--out: the pictures cannot be written to '{Path.Combine(_folder["file"], "pictures")}': ", line);
        Assert.EndsWith(" Name a folder that can be written to.", line);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("KerasDense", "Epoch 1/1000")]
    [InlineData("TorchDense", "Epoch : 1 ,")]
    public void CtrlCEndsWith130(string example, string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        WriteIdxFiles(200);
        string[] options = ["--data", _folder["idx"], "--epochs", "1000", "--out", _folder["out"]];
        bool sent = false;
        var run = ChildProcess.Dotnet([Assembly(example), .. options], _folder.Path, onLine: (process, text) =>
        {
            if (!sent && text.Contains(line, StringComparison.Ordinal))
            {
                sent = true;
                using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
            }
        });
        run.ExpectExitCode(130);
        Assert.Equal("Interrupted.", OnlyLine(run.Error));
    }

    private ChildProcess Run(string example, params string[] options) => Run(example, new Dictionary<string, string>(), options);

    private ChildProcess Run(string example, IReadOnlyDictionary<string, string> environment, params string[] options) =>
        ChildProcess.Dotnet([Assembly(example), .. options], _folder.Path, environment);

    private static string OnlyLine(string text) => Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string Assembly(string example) => Repository.BuildOutput(Path.Combine("examples", example), $"{example}.dll");

    /// <summary>Some digits as the four files of MNIST's distribution.</summary>
    private void WriteIdxFiles(int count)
    {
        Directory.CreateDirectory(_folder["idx"]);
        var ((images, labels), _) = Mnist.LoadSample();
        foreach (string part in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(_folder[$"idx/{part}-images-idx3-ubyte"], [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 28, 0, 0, 0, 28, .. images[$":{count}"].ToArray<byte>()]);
            File.WriteAllBytes(_folder[$"idx/{part}-labels-idx1-ubyte"], [0, 0, 8, 1, 0, 0, 0, (byte)count, .. labels[$":{count}"].ToArray<byte>()]);
        }
    }
}
