using System.Globalization;
using Keras.Benchmarks.Epochs;

namespace Keras.Benchmarks.Shapes;

/// <summary>Times a training step of each shape, beside PyTorch and Keras on JAX where they are, in turn, and the fastest of several times.</summary>
internal static class ShapeMeasurement
{
    private const int Rounds = 3;

    public static int Run(string[] options)
    {
        var names = ShapeList.All.Select(shape => shape.Name).Distinct().Append("NAME@BATCH");
        if (MeasurementOptions<Shape>.Parse(options, "shapes", 1, names, Named, ShapeList.All) is not { } measurement)
        {
            return 1;
        }
        measurement.Save(Measure([.. measurement.Subjects], Environment.ProcessorCount, measurement.Seconds));
        return 0;
    }

    private static List<Shape> Named(string name) => [.. ShapeList.All.Where(shape => shape.Name == name || shape.Label == name)];

    private static List<ShapeRow> Measure(List<Shape> shapes, int threads, double seconds)
    {
        var trainers = shapes.Select(shape => new ShapeTrainer(shape)).ToList();
        using var peers = new ShapePeers(shapes, trainers, threads);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} thread(s); milliseconds a step, each time the fastest of {Rounds} measurements of {seconds} s."));
        PrintHead(peers.All);
        var rows = new List<ShapeRow>();
        for (int i = 0; i < shapes.Count; i++)
        {
            double time = double.PositiveInfinity, limit = 0;
            double[] peerTimes = [.. peers.All.Select(_ => time)];
            trainers[i].StepSeconds(seconds / 2);
            for (int round = 0; round < Rounds; round++)
            {
                limit = Math.Max(limit, MultiplyAddLimit<float>.Gigaflops(threads));
                time = Math.Min(time, trainers[i].StepSeconds(seconds));
                for (int peer = 0; peer < peerTimes.Length; peer++)
                {
                    peerTimes[peer] = Math.Min(peerTimes[peer], peers.All[peer].EpochSeconds(shapes[i].Label, seconds));
                }
            }
            rows.Add(new(
                shapes[i].Label,
                Math.Round(1000 * time, 3),
                [.. peers.All.Zip(peerTimes, (peer, other) => new PeerTime(peer.Name, other, Math.Round(other / time, 2)))],
                peerTimes.Length == 0 ? null : Math.Round(peerTimes.Min() / time, 2),
                Math.Round(trainers[i].FlopsAStep / time / 1e9 / limit, 3),
                null));
            Print(rows[^1]);
        }
        return WithOddCosts(rows, shapes);
    }

    private static List<ShapeRow> WithOddCosts(List<ShapeRow> rows, List<Shape> shapes)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            var shape = shapes[i];
            int round = shapes.FindIndex(other => other.Name == shape.Name && other.BatchSize == shape.RoundBatchSize);
            if (round >= 0 && round != i)
            {
                rows[i] = rows[i] with { OddCost = Math.Round(rows[i].Milliseconds / shape.BatchSize / (rows[round].Milliseconds / shapes[round].BatchSize), 2) };
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Label}: an image takes {rows[i].OddCost:0.00} times as long as one of {shapes[round].Label}"));
            }
        }
        return rows;
    }

    private static void PrintHead(IReadOnlyList<Peer> peers) =>
        Console.WriteLine($"{"shape",-18}{"ms",10}{string.Concat(peers.Select(peer => $"{peer.Name,20}"))}{"faster peer",13}{"of limit",10}");

    private static void Print(ShapeRow row)
    {
        string peers = string.Concat(row.Peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{1000 * peer.Seconds,20:0.000}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Shape,-18}{row.Milliseconds,10:0.000}{peers}{row.Ratio,13:0.00}{row.LimitShare,10:P0}"));
    }
}
