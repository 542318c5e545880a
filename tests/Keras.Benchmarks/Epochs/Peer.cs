using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Keras.Benchmarks.Epochs;

/// <summary>PyTorch in a process of its own (<c>scripts/bench_torch.py</c>), which trains a model for some seconds when asked to.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly string _images;

    private Peer(Process process, string images, string name)
    {
        _process = process;
        _images = images;
        Name = name;
    }

    /// <summary>PyTorch and its version.</summary>
    public string Name { get; }

    /// <summary>Starts it; null, with a line that says why, when it cannot run here.</summary>
    public static Peer? Start(Digits digits, int threads)
    {
        string? script = Environment.GetEnvironmentVariable("KERAS_BENCH_PEER");
        string python = Environment.GetEnvironmentVariable("KERAS_BENCH_PYTHON") ?? "/usr/bin/python3";
        if (script is null || !File.Exists(python))
        {
            Console.WriteLine($"No peer: {(script is null ? "run scripts/bench.sh to have one" : $"there is no '{python}'")}.");
            return null;
        }
        string images = Path.GetTempFileName();
        File.WriteAllBytes(images, digits.Pixels);
        var start = new ProcessStartInfo(python, [script, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--data", images])
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
            return new(process, images, (string)JsonNode.Parse(line)!["peer"]!);
        }
        File.Delete(images);
        string reason = errors.Result.TrimEnd().Split('\n')[^1];
        Console.WriteLine($"No peer: PyTorch is not installed for {python} ({reason}). On Debian: apt-get install python3-torch.");
        process.Dispose();
        return null;
    }

    /// <summary>Seconds an epoch, measured for about so many seconds.</summary>
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
        File.Delete(_images);
    }
}
