using System.Diagnostics;
using NumSharp;

namespace Keras.Benchmarks.Epochs;

/// <summary>Trains a model by Fit and measures.</summary>
internal sealed class Trainer
{
    private readonly DocumentModel _document;
    private readonly Model _model;
    private readonly NDArray _images;

    public Trainer(DocumentModel document, Digits digits)
    {
        Utils.SetRandomSeed(1);
        _document = document;
        _model = document.Build();
        _images = document.Data(digits.Images);
    }

    private int StepsAnEpoch => (Digits.Count + _document.BatchSize - 1) / _document.BatchSize;

    /// <summary>Seconds an epoch: runs whole epochs, or pieces of about a third of the time, for so many seconds, and scales the fastest.</summary>
    public double EpochSeconds(double seconds)
    {
        double best = double.PositiveInfinity;
        int steps = 10;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            best = Math.Min(best, Run(steps) / steps);
            steps = (int)Math.Clamp(seconds / 3 / best, 10, StepsAnEpoch);
        }
        return best * StepsAnEpoch;
    }

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

    private double Run(int steps)
    {
        long start = Stopwatch.GetTimestamp();
        _model.Fit(_images, _images, batchSize: _document.BatchSize, stepsPerEpoch: steps, verbose: 0);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
