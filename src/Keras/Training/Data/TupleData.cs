using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using NumSharp;

namespace Keras.Training;

/// <summary>Takes the arrays out of a tuple of a sequence of batches, whatever kinds they are of.</summary>
internal static class TupleData
{
    public static (ArrayLike X, ArrayLike? Y, ArrayLike? SampleWeight) Unpack(ITuple tuple) => tuple.Length is >= 1 and <= 3
        ? (Item(tuple, 0)!, Item(tuple, 1), Item(tuple, 2))
        : throw new ArgumentException($"A batch is expected as (x, y) or (x, y, sampleWeight); received a tuple of {tuple.Length}.");

    private static ArrayLike? Item(ITuple tuple, int index) => index >= tuple.Length ? null : tuple[index] switch
    {
        null => index == 0 ? throw new ArgumentException("A batch's inputs are null; expected an array.") : null,
        ArrayLike data => data,
        NDArray array => array,
        NDArray[] arrays => arrays,
        List<NDArray> arrays => arrays,
        Dictionary<string, NDArray> arrays => arrays,
        ArrayLike[] arrays => arrays,
        List<ArrayLike> arrays => arrays,
        Dictionary<string, ArrayLike> arrays => arrays,
        Array array => array,
        Tensor<float> tensor => tensor,
        Tensor<double> tensor => tensor,
        Tensor<int> tensor => tensor,
        Tensor<long> tensor => tensor,
        Tensor<byte> tensor => tensor,
        Tensor<bool> tensor => tensor,
        var other => throw new ArgumentException($"A batch is expected to be a tuple of arrays; received {other.GetType().Name} at place {index}."),
    };
}
