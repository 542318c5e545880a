using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Keras.Benchmarks.Starts;

/// <summary>
/// Times how the program <c>tests/Keras.Starts</c> begins, each time in a new process, with the dense autoencoder: as it is built, and as whatever other programs are named, published from the same source.
/// </summary>
internal static partial class StartTable
{
    private const int Rounds = 5;
    private const int Images = 60_000;

    public static int Run(string[] programs)
    {
        if (programs.FirstOrDefault(program => !File.Exists(program)) is { } missing)
        {
            Console.Error.WriteLine($"There is no program '{missing}'. Usage: starts [PROGRAM ...], each published from tests/Keras.Starts.");
            return 1;
        }
        var folder = Directory.CreateTempSubdirectory("keras-starts");
        try
        {
            string built = Path.Combine(AppContext.BaseDirectory.Replace("Keras.Benchmarks", "Keras.Starts"), OperatingSystem.IsWindows() ? "Keras.Starts.exe" : "Keras.Starts");
            Run(built, "save", folder.FullName);
            Console.WriteLine($"{Environment.ProcessorCount} thread(s); the median of {Rounds} processes, in milliseconds.");
            foreach (string program in (string[])[built, .. programs])
            {
                Print(program, folder.FullName);
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(string program, string folder)
    {
        var processes = new double[Rounds];
        var fits = new double[Rounds][];
        var predictions = new double[Rounds][];
        var epochs = new double[Rounds][];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Run(program, "predict", folder);
            processes[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            fits[round] = Run(program, "fits", folder);
            predictions[round] = Run(program, "predicts", folder);
            epochs[round] = Run(program, "epochs", folder, $"{Images}");
        }
        Console.WriteLine(program);
        Say("a process that makes the model from its JSON and weights and predicts once", Median(processes));
        Say("Fit of one step, the first in its process", Median(fits.Select(times => times[0])));
        Say("Fit of one step by a second model", Median(fits.Select(times => times[1])));
        Say("Predict of 10,000 images, second call", Median(predictions.Select(times => times[1])));
        Say("Predict of 10,000 images, the fastest of the later calls", Median(predictions.Select(times => times[2..].Min())));
        Say($"first epoch of {Images:N0} images, from its second step", Median(epochs.Select(times => times[0])));
        Say("second epoch, from its second step", Median(epochs.Select(times => times[1])));
    }

    private static void Say(string what, double milliseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-76}{milliseconds,9:0.0}"));

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Rounds / 2);

    /// <summary>Runs the program to its end; the times that it wrote.</summary>
    private static double[] Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. Time().Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {output}");
    }

    [GeneratedRegex(@": ([0-9.]+) ms")]
    private static partial Regex Time();
}
