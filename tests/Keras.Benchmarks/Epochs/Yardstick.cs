using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Keras.Benchmarks.Epochs;

/// <summary>
/// Hard-coded training steps of the same models, in a folder that KERAS_REACH names: its program <c>run.sh ROUNDS EPOCHS</c> prints a JSON line a model,
/// <c>{"model": ..., "seconds": ...}</c>.
/// </summary>
internal sealed class Yardstick(string script)
{
    /// <summary>The one that the variable names; null, with a line that says so, without.</summary>
    public static Yardstick? Find()
    {
        if (Environment.GetEnvironmentVariable("KERAS_REACH") is not { Length: > 0 } folder)
        {
            Console.WriteLine("No yardstick: KERAS_REACH names no folder.");
            return null;
        }
        string script = Path.Combine(folder, "run.sh");
        return File.Exists(script) ? new(script) : throw new ArgumentException($"KERAS_REACH: there is no '{script}'. Name a folder that has one, or unset the variable.");
    }

    /// <summary>Seconds an epoch of each model: the fastest of two epochs.</summary>
    public Dictionary<string, double> EpochSeconds()
    {
        using var process = Process.Start(new ProcessStartInfo(script, ["1", "2"]) { RedirectStandardOutput = true })!;
        var seconds = new Dictionary<string, double>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var row = JsonNode.Parse(line)!;
            seconds[(string)row["model"]!] = (double)row["seconds"]!;
        }
        process.WaitForExit();
        return process.ExitCode == 0 ? seconds : throw new InvalidOperationException($"'{script}' ended with exit code {process.ExitCode}.");
    }
}
