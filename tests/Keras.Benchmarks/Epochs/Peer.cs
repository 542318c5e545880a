using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Keras.Benchmarks.Epochs;

/// <summary>A peer in a process of its own (<c>scripts/bench_*.py</c>), which trains a model for some seconds when asked to.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    /// <summary>What it is, and its version.</summary>
    public string Name { get; }

    /// <summary>Starts it; null, with a line that says why, when it cannot run here.</summary>
    /// <param name="script">The Python program.</param>
    /// <param name="python">Who runs it.</param>
    /// <param name="file">The file that the program reads: images, or models.</param>
    /// <param name="threads">How many threads it may use.</param>
    /// <param name="advice">What to do when it does not start.</param>
    public static Peer? Start(string script, string python, string file, int threads, string advice)
    {
        if (!File.Exists(python))
        {
            Console.WriteLine($"Without {Path.GetFileName(script)}: there is no '{python}'. {advice}");
            return null;
        }
        var start = new ProcessStartInfo(python, [script, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--data", file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        // With more, OpenBLAS's threads and PyTorch's own fight for the cores.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (process.StandardOutput.ReadLine() is { } line)
        {
            return new(process, (string)JsonNode.Parse(line)!["peer"]!);
        }
        string reason = errors.Result.TrimEnd().Split('\n')[^1];
        Console.WriteLine($"Without {Path.GetFileName(script)}: it does not run with {python} ({reason}). {advice}");
        process.Dispose();
        return null;
    }

    /// <summary>Seconds an epoch (of a shape: a step), measured for about so many seconds.</summary>
    public double EpochSeconds(string model, double seconds)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model} {seconds}"));
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended while it trained {model}.");
        return (double)JsonNode.Parse(line)!["seconds"]!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
