using System.Runtime.CompilerServices;

namespace Keras.Training;

/// <summary>Batches that a sequence gives as tuples (x, y) or (x, y, sample weights); each pass goes through it anew.</summary>
internal sealed class SequenceBatches<TBatch>(IEnumerable<TBatch> sequence, Func<ITuple, SampleArrays> check) : BatchSource, IDisposable where TBatch : ITuple
{
    private IEnumerator<TBatch>? _enumerator;
    private int[] _rows = [];
    private int _passes;
    private bool _hasGiven;

    public override int? Count { get; } = sequence is IReadOnlyCollection<TBatch> collection ? collection.Count : sequence.TryGetNonEnumeratedCount(out int count) ? count : null;

    public override void Restart()
    {
        Dispose();
        _enumerator = sequence.GetEnumerator();
        _passes++;
        _hasGiven = false;
    }

    public override bool TryNext(out Batch batch)
    {
        if (_enumerator is null || !_enumerator.MoveNext())
        {
            batch = default;
            return _enumerator is null || _hasGiven
                ? false
                : throw new ArgumentException($"The sequence of batches gave none in pass {_passes}. Expected at least one, such as (x, y), each time it is gone through: every epoch does so anew.");
        }
        _hasGiven = true;
        var arrays = check(_enumerator.Current);
        if (_rows.Length < arrays.Count)
        {
            _rows = [.. Enumerable.Range(0, arrays.Count)];
        }
        batch = new(arrays, _rows.AsMemory(0, arrays.Count));
        return true;
    }

    public override string? FindNaN(Model model, in Batch latest) => NaNSearch.Find(model, latest.Arrays, 0, latest.Count);

    public void Dispose()
    {
        _enumerator?.Dispose();
        _enumerator = null;
    }
}
