using System.Globalization;
using System.Text.Json;

namespace Keras.Benchmarks.Epochs;

/// <summary>
/// Times the example's four models: seconds an epoch of 60,000 images, beside PyTorch, in turn, and the fastest of several times.
/// An epoch is scaled from as many steps as fit in the time.
/// </summary>
internal static class EpochTable
{
    private const int Rounds = 4;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static int Run(string[] options)
    {
        string? file = null;
        double seconds = 3;
        var models = new List<ExampleModel>();
        for (int i = 0; i < options.Length; i++)
        {
            switch (options[i..])
            {
                case ["--json", var path, ..]:
                    file = path;
                    i++;
                    break;
                case ["--seconds", var text, ..] when double.TryParse(text, CultureInfo.InvariantCulture, out seconds) && seconds > 0:
                    i++;
                    break;
                case [var name, ..] when ExampleModel.All.FirstOrDefault(model => model.Name == name) is { } model:
                    models.Add(model);
                    break;
                default:
                    Console.Error.WriteLine(
                        $"Unknown option '{options[i]}'. Usage: models [--json FILE] [--seconds N, for each of {Rounds} measurements of a model] [{string.Join("|", ExampleModel.All.Select(model => model.Name))} ...]");
                    return 1;
            }
        }
        models = models.Count > 0 ? models : [.. ExampleModel.All];

        int threads = Environment.ProcessorCount;
        var digits = Digits.Load();
        using var peer = Peer.Start(digits, threads);
        Console.WriteLine($"{threads} thread(s); images: {digits.Source}; each time the fastest of {Rounds} measurements of {seconds} s, scaled to 60,000 images.");
        var rows = Measure(models, digits, peer, threads, seconds);
        Print(rows);
        if (file is not null)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new { Rows = rows }, Json) + "\n");
            Console.WriteLine($"Saved {file}");
        }
        return 0;
    }

    private static List<EpochRow> Measure(List<ExampleModel> models, Digits digits, Peer? peer, int threads, double seconds)
    {
        var trainers = models.Select(model => new Trainer(model, digits)).ToArray();
        var times = Enumerable.Repeat(double.PositiveInfinity, trainers.Length).ToArray();
        var peerTimes = times.ToArray();
        double limit = 0;
        foreach (var trainer in trainers)
        {
            trainer.EpochSeconds(seconds / 2);
        }
        for (int round = 0; round < Rounds; round++)
        {
            limit = Math.Max(limit, MultiplyAddLimit.Gigaflops(threads));
            for (int i = 0; i < trainers.Length; i++)
            {
                times[i] = Math.Min(times[i], trainers[i].EpochSeconds(seconds));
                if (peer is not null)
                {
                    peerTimes[i] = Math.Min(peerTimes[i], peer.EpochSeconds(models[i].Name, seconds));
                }
            }
        }
        Console.WriteLine(FormattableString.Invariant($"Multiply-add limit: {limit:0} GFLOP/s."));
        return [.. models.Select((model, i) => new EpochRow(
            model.Name,
            Math.Round(times[i], 3),
            peer?.Name,
            peer is null ? null : Math.Round(peerTimes[i], 3),
            peer is null ? null : Math.Round(peerTimes[i] / times[i], 2),
            Math.Round(model.Gigaflops / times[i] / limit, 3),
            trainers[i].AllocatedBytesPerStep()))];
    }

    private static void Print(List<EpochRow> rows)
    {
        Console.WriteLine($"{"model",-12}{"seconds",9}{rows[0].Peer ?? "peer",18}{"ratio",8}{"of limit",10}{"bytes/step",12}");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Model,-12}{row.Seconds,9:0.00}{row.PeerSeconds,18:0.00}{row.Ratio,8:0.00}{row.LimitShare,10:P0}{row.AllocatedBytesPerStep,12}"));
        }
    }
}
