using System.Collections;
using Keras.Core;
using NumSharp;

namespace Keras.Torch;

/// <summary>PyTorch's DataLoader over arrays: goes through them in batches, the last of which may be short; with shuffle in a new order each time.</summary>
/// <remarks>
/// Each batch is a pair of new arrays of the dtypes of the data, for <c>model.TrainOnBatch</c> or for <c>Fit</c> and <c>Evaluate</c>, which take such a sequence.
/// The order comes from the generator that <c>Utils.SetRandomSeed</c> seeds. Source: <see href="https://pytorch.org/docs/stable/data.html"/>.
/// </remarks>
/// <example><code>
/// var train_data_loader = new DataLoader((images, labels), batchSize: 64, shuffle: true);
/// foreach (var (img, _) in train_data_loader)
/// {
///     double loss = model.TrainOnBatch(img, img, out var reconstructed_image);
/// }
/// </code></example>
public sealed class DataLoader : IReadOnlyCollection<(NDArray Data, NDArray Target)>
{
    private readonly ArrayView _data, _targets;
    private readonly int _batchSize;
    private readonly bool _shuffle;

    /// <summary>A loader of two arrays.</summary>
    /// <param name="dataset">The samples and their targets: <c>(images, labels)</c>. The first axis counts the samples.</param>
    /// <param name="batchSize">Samples a batch; 1 by default, as in PyTorch.</param>
    /// <param name="shuffle">Whether each pass has an order of its own.</param>
    /// <exception cref="ArgumentException">The arrays differ in their numbers of samples, or hold none, or batchSize is not positive.</exception>
    public DataLoader((ArrayLike Data, ArrayLike Targets) dataset, int batchSize = 1, bool shuffle = false)
    {
        _data = dataset.Data?.View ?? throw new ArgumentException("DataLoader: expected one array of samples.", nameof(dataset));
        _targets = dataset.Targets?.View ?? throw new ArgumentException("DataLoader: expected one array of targets.", nameof(dataset));
        if (_data.Count != _targets.Count || _data.Count == 0)
        {
            throw new ArgumentException($"DataLoader: expected as many targets as samples, and at least one; received {_data} and {_targets}.", nameof(dataset));
        }
        _batchSize = batchSize > 0 ? batchSize : throw new ArgumentException($"DataLoader: expected a batchSize of 1 or more, received {batchSize}.", nameof(batchSize));
        _shuffle = shuffle;
    }

    /// <summary>How many batches a pass has: Python's <c>len(loader)</c>.</summary>
    public int Count => (_data.Count + _batchSize - 1) / _batchSize;

    /// <summary>A new pass.</summary>
    public IEnumerator<(NDArray Data, NDArray Target)> GetEnumerator()
    {
        int[] order = _shuffle ? GlobalSeed.Permutation(_data.Count) : [.. Enumerable.Range(0, _data.Count)];
        for (int start = 0; start < order.Length; start += _batchSize)
        {
            int count = Math.Min(_batchSize, order.Length - start);
            yield return (Take(_data, order.AsSpan(start, count)), Take(_targets, order.AsSpan(start, count)));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static NDArray Take(ArrayView view, ReadOnlySpan<int> rows)
    {
        var shape = new Dimensions([rows.Length, .. view.SampleShape]);
        if (view.DType == KerasDType.Float32)
        {
            var batch = NDArrays.Empty(KerasDType.Float32, shape);
            view.Gather(rows, NDArrays.Elements<float>(batch));
            return batch;
        }
        var elements = NDArrays.Empty(KerasDType.Float64, shape);
        view.Gather(rows, NDArrays.Elements<double>(elements));
        if (view.DType == KerasDType.Float64)
        {
            return elements;
        }
        using (elements)
        {
            return elements.astype(NDArrays.TypeCodeOf(view.DType));
        }
    }
}
