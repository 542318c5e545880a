using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Keras.Core;

/// <summary>A view of an array whose elements lie at regular distances: whole arrays, slices, transposed, reversed and broadcast ones.</summary>
/// <remarks>Truth values are read as bytes: 0 and 1.</remarks>
internal sealed class StridedView<TElement> : ArrayView where TElement : unmanaged, INumberBase<TElement>
{
    private readonly ElementMemory _memory;
    private readonly long _offset;
    private readonly Axes _all;
    private readonly Axes _sample;
    private readonly long _rowStride;

    /// <param name="dtype">What the elements are.</param>
    /// <param name="shape">The lengths of the axes.</param>
    /// <param name="strides">The distance, in elements, between neighbours along each axis.</param>
    /// <param name="memory">Where the elements lie.</param>
    /// <param name="offset">The place, in elements, of the first element in the memory.</param>
    public StridedView(KerasDType dtype, Dimensions shape, ReadOnlySpan<long> strides, ElementMemory memory, long offset) : base(dtype, shape)
    {
        _memory = memory;
        _offset = offset;
        Strides = new(memory, offset, strides.ToArray());
        _all = Axes.Merged(shape.Span, strides);
        if (shape.Rank > 0)
        {
            _sample = Axes.Merged(shape.Span[1..], strides[1..]);
            _rowStride = strides[0];
        }
    }

    public override Strided Strides { get; }

    protected override void GatherCore(ReadOnlySpan<int> rows, Span<float> destination) => GatherRows(rows, destination);

    protected override void GatherCore(ReadOnlySpan<int> rows, Span<double> destination) => GatherRows(rows, destination);

    protected override void CopyCore(Span<float> destination) => Copy(destination);

    protected override void CopyCore(Span<double> destination) => Copy(destination);

    private void Copy<T>(Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        if (Shape.Product > 0)
        {
            Walk(_all, 0, _offset, destination);
        }
        GC.KeepAlive(_memory);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void GatherRows<T>(ReadOnlySpan<int> rows, Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        int length = SampleShape.Product;
        if (length == 0)
        {
            return;
        }
        bool dense = _sample.IsDense && _rowStride == length;
        for (int i = 0; i < rows.Length;)
        {
            long start = _offset + rows[i] * _rowStride;
            int run = dense ? RunAt(rows, i) : 1;
            if (dense)
            {
                if (i + run < rows.Length)
                {
                    Prefetch(_offset + rows[i + run] * _rowStride, length);
                }
                Convert(start, destination.Slice(i * length, run * length));
            }
            else
            {
                Walk(_sample, 0, start, destination.Slice(i * length, length));
            }
            i += run;
        }
        GC.KeepAlive(_memory);
    }

    /// <summary>How many rows from <paramref name="start"/> on follow each other in memory.</summary>
    private static int RunAt(ReadOnlySpan<int> rows, int start)
    {
        int end = start + 1;
        while (end < rows.Length && rows[end] == rows[end - 1] + 1)
        {
            end++;
        }
        return end - start;
    }

    private void Walk<T>(Axes axes, int axis, long start, Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        if (axis == axes.Count)
        {
            Convert(start, destination[..1]);
            return;
        }
        int length = axes.Lengths[axis];
        long stride = axes.Strides[axis];
        if (axis < axes.Count - 1)
        {
            int inner = destination.Length / length;
            for (int i = 0; i < length; i++)
            {
                Walk(axes, axis + 1, start + i * stride, destination.Slice(i * inner, inner));
            }
        }
        else if (stride == 1)
        {
            Convert(start, destination[..length]);
        }
        else
        {
            ref TElement first = ref Element(start);
            for (int i = 0; i < length; i++)
            {
                destination[i] = T.CreateTruncating(Unsafe.Add(ref first, (nint)(i * stride)));
            }
        }
    }

    /// <summary>
    /// Asks for the beginning of the row that is wanted next: shuffled rows lie where the processor does not expect them. The rest
    /// of a long row it then fetches by itself.
    /// </summary>
    private unsafe void Prefetch(long start, int length)
    {
        const int Reach = 4096, Line = 64;
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref Element(start));
            for (int at = 0; at < Math.Min((long)length * sizeof(TElement), Reach); at += Line)
            {
                Sse.Prefetch0(first + at);
            }
        }
    }

    private void Convert<T>(long start, Span<T> destination) where T : unmanaged, INumberBase<T> =>
        Elements.Convert(MemoryMarshal.CreateReadOnlySpan(ref Element(start), destination.Length), destination);

    private ref TElement Element(long index) => ref Unsafe.Add(ref Unsafe.As<byte, TElement>(ref _memory.Origin), (nint)index);

    /// <summary>Axes to walk over, with neighbours that lie in memory as one axis would merged into one.</summary>
    private readonly struct Axes(int[] lengths, long[] strides)
    {
        public int[] Lengths { get; } = lengths;

        public long[] Strides { get; } = strides;

        public int Count => Lengths.Length;

        public bool IsDense => Count == 0 || Count == 1 && Strides[0] == 1;

        public static Axes Merged(ReadOnlySpan<int> lengths, ReadOnlySpan<long> strides)
        {
            var merged = new List<(int Length, long Stride)>();
            for (int i = 0; i < lengths.Length; i++)
            {
                if (lengths[i] == 1)
                {
                    continue;
                }
                if (merged.Count > 0 && merged[^1].Stride == strides[i] * lengths[i] && (long)merged[^1].Length * lengths[i] <= int.MaxValue)
                {
                    merged[^1] = (merged[^1].Length * lengths[i], strides[i]);
                }
                else
                {
                    merged.Add((lengths[i], strides[i]));
                }
            }
            return new([.. merged.Select(axis => axis.Length)], [.. merged.Select(axis => axis.Stride)]);
        }
    }
}
