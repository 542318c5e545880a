using System.Globalization;

namespace Keras.Benchmarks.Epochs;

/// <summary>
/// Times the example's four models: seconds an epoch of 60,000 images, beside a hard-coded step, PyTorch and Keras where they are, in turn, and the fastest of several times.
/// An epoch is scaled from as many steps as fit in the time.
/// </summary>
internal static class EpochTable
{
    private const int Rounds = 4;

    public static int Run(string[] options)
    {
        if (ModelOptions.Parse(options, "models", 3) is not { } measurement)
        {
            return 1;
        }
        double seconds = measurement.Seconds;
        int threads = Environment.ProcessorCount;
        Yardstick? yardstick;
        try
        {
            yardstick = Yardstick.Find();
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        var digits = Digits.Load();
        using var peers = Peers.Start(digits, threads);
        Console.WriteLine($"{threads} thread(s); images: {digits.Source}; each time the fastest of {Rounds} measurements of {seconds} s, scaled to 60,000 images.");
        var rows = Measure(measurement.Subjects, digits, yardstick, peers, threads, seconds);
        Print(rows);
        measurement.Save(rows);
        return 0;
    }

    private static List<EpochRow> Measure(IReadOnlyList<ExampleModel> models, Digits digits, Yardstick? yardstick, Peers peers, int threads, double seconds)
    {
        var trainers = models.Select(model => new Trainer(model, digits)).ToArray();
        var times = Enumerable.Repeat(double.PositiveInfinity, trainers.Length).ToArray();
        var barriers = new double[trainers.Length];
        var peerTimes = peers.All.Select(_ => times.ToArray()).ToArray();
        var yardsticks = new Dictionary<string, double>();
        double limit = 0;
        foreach (var trainer in trainers)
        {
            trainer.EpochSeconds(seconds / 2);
        }
        for (int round = 0; round < Rounds; round++)
        {
            limit = Math.Max(limit, MultiplyAddLimit<float>.Gigaflops(threads));
            foreach (var (model, time) in yardstick?.EpochSeconds() ?? [])
            {
                yardsticks[model] = Math.Min(time, yardsticks.GetValueOrDefault(model, time));
            }
            for (int i = 0; i < trainers.Length; i++)
            {
                double barrier = BarrierTime.Nanoseconds(), time = trainers[i].EpochSeconds(seconds);
                if (time < times[i])
                {
                    (times[i], barriers[i]) = (time, barrier);
                }
                for (int peer = 0; peer < peers.All.Count; peer++)
                {
                    peerTimes[peer][i] = Math.Min(peerTimes[peer][i], peers.All[peer].EpochSeconds(models[i].Name, seconds));
                }
            }
        }
        Console.WriteLine(FormattableString.Invariant($"Multiply-add limit: {limit:0} GFLOP/s."));
        return [.. models.Select((model, i) =>
        {
            double? hardCoded = yardsticks.TryGetValue(model.Name, out double found) ? found : null;
            return new EpochRow(
                model.Name,
                Math.Round(times[i], 3),
                hardCoded,
                hardCoded is { } yard ? Math.Round(times[i] / yard, 2) : null,
                [.. peers.All.Select((peer, number) => new PeerTime(peer.Name, Math.Round(peerTimes[number][i], 3), Math.Round(peerTimes[number][i] / times[i], 2)))],
                Math.Round(model.Gigaflops / times[i] / limit, 3),
                Math.Round(barriers[i]),
                trainers[i].AllocatedBytesPerStep());
        })];
    }

    private static void Print(List<EpochRow> rows)
    {
        string peers = string.Concat(rows[0].Peers.Select(peer => $"{peer.Name,20}{"ratio",7}"));
        Console.WriteLine($"{"model",-12}{"seconds",9}{"yardstick",11}{"ratio",7}{peers}{"of limit",10}{"barrier ns",12}{"bytes/step",12}");
        foreach (var row in rows)
        {
            peers = string.Concat(row.Peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.Seconds,20:0.00}{peer.Ratio,7:0.00}")));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Model,-12}{row.Seconds,9:0.00}{row.YardstickSeconds,11:0.00}{row.YardstickRatio,7:0.00}{peers}{row.LimitShare,10:P0}{row.BarrierNs,12:0}{row.AllocatedBytesPerStep,12}"));
        }
    }
}
