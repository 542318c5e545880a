using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>What the driver's program answers decides whether builds for GPUs can be had.</summary>
public sealed class GpuCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GpusAreNamed()
    {
        var (names, reason) = Find("echo 'NVIDIA H100 80GB HBM3, 550.54.15'; echo 'NVIDIA L4, 550.54.15'");
        Assert.Equal(["NVIDIA H100 80GB HBM3", "NVIDIA L4"], names);
        Assert.Equal("", reason);
    }

    [Theory]
    [InlineData("echo 'Tesla K80, 470.256.02'", "NVIDIA's driver is 470.256.02, and CUDA 12 needs 525 or later")]
    [InlineData("echo 'No devices were found'; exit 6", "nvidia-smi finds none (No devices were found)")]
    [InlineData("echo 'No devices were found'", "nvidia-smi finds none (No devices were found)")]
    [InlineData("exit 9", "nvidia-smi finds none (it says nothing)")]
    public void TheReasonIsSaid(string script, string expected)
    {
        var (names, reason) = Find(script);
        Assert.Empty(names);
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void NoDriverIsSaid()
    {
        var (names, reason) = GpuCheck.Find(_folder["nvidia-smi"]);
        Assert.Empty(names);
        Assert.Contains("nvidia-smi is not on the path", reason);
    }

    private (IReadOnlyList<string> Names, string Reason) Find(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell for a program that answers as nvidia-smi does");
        return GpuCheck.Find(_folder.Script("nvidia-smi", script));
    }
}
