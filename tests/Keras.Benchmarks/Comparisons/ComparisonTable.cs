using System.Globalization;
using Keras.Benchmarks.Epochs;
using Keras.Engine.Execution;

namespace Keras.Benchmarks.Comparisons;

/// <summary>Times the example's four models in two ways, in turn: the fastest of several measurements of each, and how many times as fast the second is.</summary>
internal static class ComparisonTable
{
    private const int Rounds = 4;

    /// <summary>On one thread and on all.</summary>
    public static int Threads(string[] options)
    {
        int all = WorkerPool.Shared.Threads;
        return Run("threads", options, new("1 thread", _ => WorkerPool.Shared.Threads = 1), new($"{all} threads", _ => WorkerPool.Shared.Threads = all));
    }

    /// <summary>In float32 and in float64.</summary>
    public static int DTypes(string[] options) => Run("dtypes", options, new("float32", Builds("float32")), new("float64", Builds("float64")));

    private static Action<bool> Builds(string dtype) => building =>
    {
        if (building)
        {
            Config.SetFloatx(dtype);
        }
    };

    private static int Run(string verb, string[] options, Way first, Way second)
    {
        if (ModelOptions.Parse(options, verb, 1.5) is not { } measurement)
        {
            return 1;
        }
        double seconds = measurement.Seconds;
        var rows = new List<ComparisonRow>();
        var digits = Digits.Load();
        Console.WriteLine($"Images: {digits.Source}; seconds an epoch of 60,000 images, each time the fastest of {Rounds} measurements of {seconds} s.");
        Console.WriteLine($"{"model",-12}{first.Name,12}{second.Name,12}{"ratio",8}{"barrier ns",12}");
        foreach (var model in measurement.Subjects)
        {
            Way[] ways = [first, second];
            var trainers = Array.ConvertAll(ways, way =>
            {
                way.Choose(true);
                return new Trainer(model, digits);
            });
            double[] best = [double.PositiveInfinity, double.PositiveInfinity];
            double barrier = double.PositiveInfinity;
            for (int round = -1; round < Rounds; round++)
            {
                barrier = Math.Min(barrier, BarrierTime.Nanoseconds());
                for (int i = 0; i < ways.Length; i++)
                {
                    ways[i].Choose(false);
                    double time = trainers[i].EpochSeconds(round < 0 ? seconds / 2 : seconds);
                    best[i] = round < 0 ? best[i] : Math.Min(best[i], time);
                }
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Name,-12}{best[0],12:0.00}{best[1],12:0.00}{best[0] / best[1],8:0.00}{barrier,12:0}"));
            rows.Add(new(model.Name, first.Name, best[0], second.Name, best[1], barrier));
        }
        measurement.Save(rows);
        return 0;
    }

    /// <summary>A way to train.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Choose">Chooses it: before a model is built (true), before it is trained (false).</param>
    private sealed record Way(string Name, Action<bool> Choose);

    /// <summary>A model's line: seconds an epoch in two ways, and nanoseconds of a barrier.</summary>
    private sealed record ComparisonRow(string Model, string First, double FirstSeconds, string Second, double SecondSeconds, double BarrierNs);
}
