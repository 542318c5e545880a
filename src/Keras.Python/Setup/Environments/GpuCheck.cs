using System.ComponentModel;
using System.Diagnostics;

namespace Keras.Python.Setup;

/// <summary>Whether this machine has an NVIDIA GPU that programs can use.</summary>
internal static class GpuCheck
{
    /// <summary>The GPUs' names as the driver's own program lists them, or the reason why there are none.</summary>
    public static (IReadOnlyList<string> Names, string Reason) Find()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            string[] names = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return process.ExitCode == 0 && names.Length > 0 ? (names, "") : ([], $"nvidia-smi finds none ({(errors.Result + output).Trim().Split('\n')[0]})");
        }
        catch (Win32Exception)
        {
            return ([], File.Exists("/proc/driver/nvidia/version")
                ? "NVIDIA's driver is loaded, but its program nvidia-smi is not on the path"
                : "NVIDIA's driver is not installed: its program nvidia-smi is not on the path");
        }
    }

    /// <exception cref="PythonSetupException">There is no GPU.</exception>
    public static void Require()
    {
        var (names, reason) = Find();
        if (names.Count == 0)
        {
            throw new PythonSetupException($"The builds for GPUs were asked for, but no NVIDIA GPU can be used here: {reason}. Install the driver, or leave --gpu out.");
        }
    }
}
