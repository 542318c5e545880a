using System.Diagnostics;
using System.Globalization;
using NumSharp;

namespace Keras.Benchmarks.Epochs;

/// <summary>Seconds that the examples' models take to predict 10,000 images: the second call, in batches of 32, Predict's own, and the fastest of eight; and the fastest in batches of 512.</summary>
internal static class PredictionTable
{
    private const int Images = 10_000;

    public static int Run(string[] names)
    {
        var digits = Digits.Load();
        Console.WriteLine($"{digits.Source}; seconds that {Images} images take.");
        Console.WriteLine($"{"model",-14}{"second call",13}{"fastest",9}{"batches of 512",16}");
        foreach (var example in ExampleModel.All.Where(example => names.Length == 0 || names.Contains(example.Name)))
        {
            var model = example.Build();
            var images = example.Data(digits.Images[$":{Images}"].copy());
            var calls = Enumerable.Range(0, 8).Select(_ => Seconds(() => model.Predict(images, verbose: 0))).ToList();
            double large = Enumerable.Range(0, 8).Min(_ => Seconds(() => model.Predict(images, batchSize: 512, verbose: 0)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{example.Name,-14}{calls[1],13:0.000}{calls.Min(),9:0.000}{large,16:0.000}"));
        }
        return 0;
    }

    private static double Seconds(Func<NDArray> predict)
    {
        long start = Stopwatch.GetTimestamp();
        using var predicted = predict();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
