using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>
/// Gather and scatter-add along the middle axis of arrays [outer, size, inner]. Indices are whole numbers held as elements; one outside the axis is moved to its nearer end (NaN to
/// the start), so that nothing outside the array is touched.
/// </summary>
internal sealed unsafe class IndexingKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TaskElements = 1 << 14;

    private readonly int _size;
    private readonly nint _inner;
    private readonly int _indices;
    private readonly nint _innerPerTask;
    private readonly int _innerTasks;

    /// <param name="outer">Product of the axes before.</param>
    /// <param name="size">Elements along the axis.</param>
    /// <param name="inner">Product of the axes after.</param>
    /// <param name="indices">Number of indices.</param>
    public IndexingKernel(int outer, int size, int inner, int indices)
    {
        if (size < 1 && indices > 0)
        {
            throw new ArgumentException("An axis without elements cannot be indexed.", nameof(size));
        }

        (_size, _inner, _indices) = (size, inner, indices);
        _innerPerTask = Math.Clamp(TaskElements / Math.Max(indices, 1), 16, Math.Max(inner, 16));
        _innerTasks = (int)((inner + _innerPerTask - 1) / _innerPerTask);
        TaskCount = outer * _innerTasks;
    }

    /// <summary>How many tasks there are; fixed by the shape. The same for both directions.</summary>
    public int TaskCount { get; }

    /// <summary>destination[o, i, n] = source[o, indices[i], n].</summary>
    public void Gather(int task, T* source, T* indices, T* destination)
    {
        (int outer, nint start, uint bytes) = Part(task);
        source += ((nint)outer * _size * _inner) + start;
        destination += ((nint)outer * _indices * _inner) + start;
        for (nint i = 0; i < _indices; i++)
        {
            Unsafe.CopyBlockUnaligned(destination + (i * _inner), source + (Index(indices[i]) * _inner), bytes);
        }
    }

    /// <summary>destination = 0, then destination[o, indices[i], n] += source[o, i, n] in the order of i.</summary>
    public void ScatterAdd(int task, T* source, T* indices, T* destination)
    {
        (int outer, nint start, uint bytes) = Part(task);
        source += ((nint)outer * _indices * _inner) + start;
        destination += ((nint)outer * _size * _inner) + start;
        for (nint i = 0; i < _size; i++)
        {
            Unsafe.InitBlockUnaligned(destination + (i * _inner), 0, bytes);
        }

        Operand<T>* operands = stackalloc Operand<T>[2];
        for (nint i = 0; i < _indices; i++)
        {
            T* to = destination + (Index(indices[i]) * _inner);
            operands[0] = Operand<T>.Array(to);
            operands[1] = Operand<T>.Array(source + (i * _inner));
            ElementwiseKernel<T>.Binary<AddOperation>(to, operands, (nint)(bytes / (uint)sizeof(T)));
        }
    }

    private (int Outer, nint Start, uint Bytes) Part(int task)
    {
        (int outer, int part) = Math.DivRem(task, _innerTasks);
        nint start = part * _innerPerTask;
        return (outer, start, (uint)(Math.Min(_innerPerTask, _inner - start) * sizeof(T)));
    }

    private nint Index(T index) => T.IsNaN(index) ? 0 : (nint)Math.Clamp(long.CreateSaturating(index), 0, _size - 1);
}
