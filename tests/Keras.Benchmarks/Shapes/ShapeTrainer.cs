using NumSharp;

namespace Keras.Benchmarks.Shapes;

/// <summary>Trains a shape's model by Fit on random numbers and measures.</summary>
internal sealed class ShapeTrainer
{
    // Few enough to lie in memory for every shape, enough batches that what an epoch costs by itself does not count.
    private const int DataBytes = 1 << 25;
    private const int MostBatches = 256;

    private readonly int _batch;
    private readonly Model _model;
    private readonly NDArray _inputs;
    private readonly NDArray _targets;

    public ShapeTrainer(Shape shape)
    {
        Utils.SetRandomSeed(1);
        _batch = shape.BatchSize;
        _model = shape.Build();
        FlopsAStep = MultiplyAdds.OfStep(_model, _batch);
        _model.Compile(optimizer: "adam", loss: "mse");
        int[] Sizes(KerasTensor tensor) => [.. tensor.Shape.Skip(1).Select(size => size!.Value)];
        int[] input = Sizes(_model.Inputs[0]), output = Sizes(_model.Outputs[0]);
        int Length(int[] sizes) => sizes.Aggregate(1, (x, y) => x * y);
        BatchesAnEpoch = Math.Clamp(DataBytes / (4 * _batch * (Length(input) + Length(output))), 4, MostBatches);
        int images = BatchesAnEpoch * _batch;
        _inputs = np.random.rand([images, .. input]).astype(np.float32);
        _targets = np.random.rand([images, .. output]).astype(np.float32);
    }

    public double FlopsAStep { get; }

    public int BatchesAnEpoch { get; }

    /// <summary>Seconds a step: runs pieces of about a third of the time, for so many seconds, and takes the fastest.</summary>
    public double StepSeconds(double seconds) => FastestStep.Seconds(seconds, 2, BatchesAnEpoch, steps => _model.Fit(_inputs, _targets, batchSize: _batch, stepsPerEpoch: steps, verbose: 0));
}
