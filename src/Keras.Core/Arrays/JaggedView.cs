using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Keras.Core;

/// <summary>A view of an array of arrays (of arrays ...), all of one shape: its elements lie in many small arrays.</summary>
/// <param name="dtype">What the elements are.</param>
/// <param name="shape">The shape of the whole.</param>
/// <param name="leaves">The innermost arrays in row-major order, of equal lengths.</param>
/// <param name="leafLength">The number of elements of each of them.</param>
internal sealed class JaggedView<TElement>(KerasDType dtype, Dimensions shape, Array[] leaves, int leafLength) : ArrayView(dtype, shape)
    where TElement : unmanaged, INumberBase<TElement>
{
    protected override void GatherCore(ReadOnlySpan<int> rows, Span<float> destination) => GatherRows(rows, destination);

    protected override void GatherCore(ReadOnlySpan<int> rows, Span<double> destination) => GatherRows(rows, destination);

    protected override void CopyCore(Span<float> destination) => Copy(0, leaves.Length, destination);

    protected override void CopyCore(Span<double> destination) => Copy(0, leaves.Length, destination);

    private void GatherRows<T>(ReadOnlySpan<int> rows, Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        int leavesPerSample = leaves.Length / Shape[0];
        for (int i = 0; i < rows.Length; i++)
        {
            Copy(rows[i] * leavesPerSample, leavesPerSample, destination[(i * leavesPerSample * leafLength)..]);
        }
    }

    private void Copy<T>(int first, int count, Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < count; i++)
        {
            ref var origin = ref Unsafe.As<byte, TElement>(ref MemoryMarshal.GetArrayDataReference(leaves[first + i]));
            Elements.Convert(MemoryMarshal.CreateReadOnlySpan(ref origin, leafLength), destination.Slice(i * leafLength, leafLength));
        }
    }
}
