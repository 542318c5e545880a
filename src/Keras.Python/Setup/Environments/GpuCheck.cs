using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Keras.Python.Setup;

/// <summary>Whether this machine has an NVIDIA GPU that the builds for GPUs can use.</summary>
internal static class GpuCheck
{
    /// <summary>CUDA 12, which the builds bring with them, runs on drivers from this version on.</summary>
    private const int OldestDriver = 525;

    /// <summary>The GPUs' names as the driver's own program lists them, or the reason why none can be used.</summary>
    public static (IReadOnlyList<string> Names, string Reason) Find() => Find("nvidia-smi");

    internal static (IReadOnlyList<string> Names, string Reason) Find(string program)
    {
        try
        {
            var start = new ProcessStartInfo(program, ["--query-gpu=name,driver_version", "--format=csv,noheader"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Read(output) : ([], $"nvidia-smi finds none ({FirstLine(errors.Result + output)})");
        }
        catch (Win32Exception)
        {
            return ([], File.Exists("/proc/driver/nvidia/version")
                ? "NVIDIA's driver is loaded, but its program nvidia-smi is not on the path"
                : "NVIDIA's driver is not installed: its program nvidia-smi is not on the path");
        }
    }

    /// <exception cref="PythonSetupException">There is no GPU, or there are no builds for GPUs for this system.</exception>
    public static void Require()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PythonSetupException("The builds for GPUs were asked for, but there are none for this system: they are for Linux, and on Windows for WSL2. Leave --gpu out, or run this there.");
        }
        var (names, reason) = Find();
        if (names.Count == 0)
        {
            throw new PythonSetupException($"The builds for GPUs were asked for, but no NVIDIA GPU can be used here: {reason}. Install the driver, or leave --gpu out.");
        }
    }

    private static (IReadOnlyList<string> Names, string Reason) Read(string output)
    {
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries)).Where(row => row.Length == 2).ToArray();
        if (rows.Length == 0)
        {
            return ([], $"nvidia-smi finds none ({FirstLine(output)})");
        }
        string driver = rows[0][1];
        return int.TryParse(driver.Split('.')[0], CultureInfo.InvariantCulture, out int major) && major < OldestDriver
            ? ([], $"NVIDIA's driver is {driver}, and CUDA 12 needs {OldestDriver} or later")
            : ([.. rows.Select(row => row[0])], "");
    }

    private static string FirstLine(string text) => text.Trim() is { Length: > 0 } said ? said.Split('\n')[0].TrimEnd() : "it says nothing";
}
