using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>No instruction set of x86 is asked for by name then: it is the code that ARM64 runs, too.</summary>
    [Fact]
    public void WithoutInstructionsThatAreNamed()
    {
        Assert.SkipUnless(Avx.IsSupported, "This processor has no AVX.");
        Run("DOTNET_EnableAVX");
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

/// <summary>That the processes of <see cref="OtherProcessorsTests"/> do without what they are told to do without.</summary>
public sealed class SwitchedOffTests
{
    [Fact]
    public void WhatIsSwitchedOffIsNotThere()
    {
        Assert.False(Vector512.IsHardwareAccelerated && IsOff("AVX512"));
        Assert.False(Vector256.IsHardwareAccelerated && IsOff("AVX2"));
        Assert.False(Avx.IsSupported && IsOff("AVX"));
        Assert.True(Vector128.IsHardwareAccelerated);

        static bool IsOff(string instructions) => Environment.GetEnvironmentVariable($"DOTNET_Enable{instructions}") == "0";
    }
}
