using System.Text.Json.Nodes;
using Keras.Benchmarks.Epochs;

namespace Keras.Benchmarks.Shapes;

/// <summary>The peers that train the shapes (<c>scripts/bench_shapes_*.py</c>), from a file of their models' configurations.</summary>
internal sealed class ShapePeers : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public ShapePeers(IEnumerable<Shape> shapes, IEnumerable<ShapeTrainer> trainers, int threads)
    {
        var models = shapes.Zip(trainers, (shape, trainer) => KeyValuePair.Create<string, JsonNode?>(shape.Label, new JsonObject
        {
            ["batch"] = shape.BatchSize,
            ["batches"] = trainer.BatchesAnEpoch,
            ["model"] = shape.Build().ToJson(),
        }));
        File.WriteAllText(_file, new JsonObject(models).ToJsonString());
        All = Peers.Start("bench_shapes_torch.py", "bench_shapes_keras.py", _file, threads);
    }

    public IReadOnlyList<Peer> All { get; }

    public void Dispose()
    {
        foreach (var peer in All)
        {
            peer.Dispose();
        }
        File.Delete(_file);
    }
}
