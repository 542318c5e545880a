using Keras.Core;

namespace Keras.Training;

/// <summary>Batches of samples that lie in arrays, in their order or shuffled anew in each pass; the last one may be short.</summary>
internal sealed class ArrayBatches : BatchSource
{
    private readonly SampleArrays _arrays;
    private readonly int _batchSize;
    private readonly bool _shuffle;
    private readonly int[] _order;
    private int _next;

    /// <param name="arrays">Where the samples lie.</param>
    /// <param name="start">The first sample to take.</param>
    /// <param name="count">How many to take.</param>
    /// <param name="batchSize">Samples a batch.</param>
    /// <param name="shuffle">Whether each pass has an order of its own, from the global generator.</param>
    public ArrayBatches(SampleArrays arrays, int start, int count, int batchSize, bool shuffle)
    {
        _arrays = arrays;
        _batchSize = batchSize;
        _shuffle = shuffle;
        Start = start;
        _order = new int[count];
        for (int i = 0; i < count; i++)
        {
            _order[i] = start + i;
        }
        _next = count;
    }

    /// <summary>All samples in their order.</summary>
    public ArrayBatches(SampleArrays arrays, int batchSize) : this(arrays, 0, arrays.Count, batchSize, shuffle: false)
    {
    }

    public override int? Count => (_order.Length + _batchSize - 1) / _batchSize;

    /// <summary>Where the samples lie.</summary>
    public SampleArrays Arrays => _arrays;

    /// <summary>The first sample, how many there are, samples a batch, and whether each pass has an order of its own.</summary>
    public (int Start, int Samples, int BatchSize, bool Shuffle) Plan => (Start, _order.Length, _batchSize, _shuffle);

    private int Start { get; }

    public override void Restart()
    {
        if (_shuffle)
        {
            var permutation = GlobalSeed.Permutation(_order.Length);
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = Start + permutation[i];
            }
        }
        _next = 0;
    }

    public override bool TryNext(out Batch batch)
    {
        int count = Math.Min(_batchSize, _order.Length - _next);
        batch = new(_arrays, _order.AsMemory(_next, count));
        _next += count;
        return count > 0;
    }

    public override string? FindNaN(Model model, in Batch latest) => NaNSearch.Find(model, _arrays, Start, _order.Length);
}
