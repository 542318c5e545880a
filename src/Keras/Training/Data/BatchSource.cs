using Keras.Core;

namespace Keras.Training;

/// <summary>Some samples of some arrays: what one step takes.</summary>
internal readonly record struct Batch(SampleArrays Arrays, ReadOnlyMemory<int> Rows)
{
    public int Count => Rows.Length;
}

/// <summary>Where batches come from, pass after pass.</summary>
internal abstract class BatchSource
{
    /// <summary>The batches of one pass; null when that shows only at its end.</summary>
    public abstract int? Count { get; }

    /// <summary>Begins a new pass.</summary>
    public abstract void Restart();

    /// <summary>The next batch of the pass; false at its end, and before the first pass.</summary>
    public abstract bool TryNext(out Batch batch);

    /// <summary>The first place with a NaN in floating-point inputs or targets, in words; null when there is none or it cannot be looked for.</summary>
    public abstract string? FindNaN(Model model, in Batch latest);
}
