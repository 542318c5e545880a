using NumSharp;

namespace Keras.Benchmarks.Epochs;

/// <summary>Trains a model by Fit and measures.</summary>
internal sealed class Trainer
{
    private readonly ExampleModel _example;
    private readonly Model _model;
    private readonly NDArray _images;

    public Trainer(ExampleModel example, Digits digits)
    {
        Utils.SetRandomSeed(1);
        _example = example;
        _model = example.Build();
        _images = example.Data(digits.Images);
    }

    private int StepsAnEpoch => (Digits.Count + _example.BatchSize - 1) / _example.BatchSize;

    /// <summary>Seconds an epoch: runs whole epochs, or pieces of about a third of the time, for so many seconds, and scales the fastest.</summary>
    public double EpochSeconds(double seconds) => StepsAnEpoch * FastestStep.Seconds(seconds, 10, StepsAnEpoch, Run);

    /// <summary>Bytes that a training step allocates: what more steps allocate more.</summary>
    public long AllocatedBytesPerStep()
    {
        const int few = 20, many = 120;
        Run(many);
        return (Allocated(many) - Allocated(few)) / (many - few);
    }

    private long Allocated(int steps)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Run(steps);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private void Run(int steps) => _model.Fit(_images, _images, batchSize: _example.BatchSize, stepsPerEpoch: steps, verbose: 0);
}
