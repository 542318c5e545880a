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
        double seconds = 1.5;
        var models = new List<ExampleModel>();
        for (int i = 0; i < options.Length; i++)
        {
            if (options[i] == "--seconds" && i + 1 < options.Length && double.TryParse(options[i + 1], CultureInfo.InvariantCulture, out seconds) && seconds > 0)
            {
                i++;
            }
            else if (ExampleModel.All.FirstOrDefault(model => model.Name == options[i]) is { } model)
            {
                models.Add(model);
            }
            else
            {
                Console.Error.WriteLine($"Unknown option '{options[i]}'. Usage: {verb} [--seconds N, for each of {Rounds} measurements] [{string.Join("|", ExampleModel.All.Select(known => known.Name))} ...]");
                return 1;
            }
        }
        var digits = Digits.Load();
        Console.WriteLine($"Images: {digits.Source}; seconds an epoch of 60,000 images, each time the fastest of {Rounds} measurements of {seconds} s.");
        Console.WriteLine($"{"model",-12}{first.Name,12}{second.Name,12}{"ratio",8}{"barrier ns",12}");
        foreach (var model in models.Count > 0 ? models : [.. ExampleModel.All])
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
        }
        return 0;
    }

    /// <summary>A way to train.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Choose">Chooses it: before a model is built (true), before it is trained (false).</param>
    private sealed record Way(string Name, Action<bool> Choose);
}
