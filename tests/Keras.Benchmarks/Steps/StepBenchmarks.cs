using BenchmarkDotNet.Attributes;
using Keras.Benchmarks.Epochs;
using NumSharp;

namespace Keras.Benchmarks.Steps;

/// <summary>One training step of each of the example's models, data gathered.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private Model _model = null!;
    private NDArray _batch = null!;

    /// <summary>The models by the examples' names.</summary>
    public static IEnumerable<string> Names => ExampleModel.All.Select(model => model.Name);

    /// <summary>Which model.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>Makes the model and takes a batch.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var example = ExampleModel.All.Single(model => model.Name == Name);
        _model = example.Build();
        _batch = example.Data(Digits.Load().Images[$":{example.BatchSize}"]);
    }

    /// <summary>Forward, backward, the optimizer's step.</summary>
    [Benchmark]
    public double TrainOnBatch() => _model.TrainOnBatch(_batch, _batch);
}
