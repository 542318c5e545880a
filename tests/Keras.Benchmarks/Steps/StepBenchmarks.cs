using BenchmarkDotNet.Attributes;
using Keras.Benchmarks.Epochs;
using NumSharp;

namespace Keras.Benchmarks.Steps;

/// <summary>One training step of each of the document's models, data gathered.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private Model _model = null!;
    private NDArray _batch = null!;

    /// <summary>The models by the examples' names.</summary>
    public static IEnumerable<string> Names => DocumentModel.All.Select(model => model.Name);

    /// <summary>Which model.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>Makes the model and takes a batch.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var document = DocumentModel.All.Single(model => model.Name == Name);
        _model = document.Build();
        _batch = document.Data(Digits.Load().Images[$":{document.BatchSize}"]);
    }

    /// <summary>Forward, backward, the optimizer's step.</summary>
    [Benchmark]
    public double TrainOnBatch() => _model.TrainOnBatch(_batch, _batch);
}
