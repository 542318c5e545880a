using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Tests.Kernels;

/// <summary>The kernels' tests once more in processes that are told to do without the wider vectors.</summary>
public sealed class OtherProcessorsTests
{
    [Fact]
    public void WithoutVectorsOf512Bits()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor has no vectors of 512 bits.");
        Run("DOTNET_EnableAVX512");
    }

    [Fact]
    public void WithoutVectorsOf256Bits()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This processor has no vectors of 256 bits.");
        Run("DOTNET_EnableAVX2");
    }

    private static void Run(string instructions)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "Keras.Engine.Tests.dll");
        ProcessStartInfo start = new("dotnet", [tests, "-namespace", "Keras.Engine.Tests.Kernels", "-class-", typeof(OtherProcessorsTests).FullName!, "-parallel", "none", "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[instructions] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"Without {instructions}:\n{output}\n{errors.Result}");
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }
}
