using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>The place of the first largest element along the middle axis of an array [outer, size, inner]; NaN counts as largest.</summary>
/// <remarks>Vectors lie along the inner axis; what is left of it, and an inner axis of one, go element by element.</remarks>
internal sealed unsafe class ArgMaxKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TaskElements = 1 << 14;

    private readonly int _outer;
    private readonly int _size;
    private readonly nint _inner;
    private readonly int _outerPerTask;

    public ArgMaxKernel(int outer, int size, int inner)
    {
        if (size < 1)
        {
            throw new ArgumentException("An axis without elements has no largest one.", nameof(size));
        }

        (_outer, _size, _inner) = (outer, size, inner);
        _outerPerTask = (int)Math.Clamp(TaskElements / Math.Max((long)size * inner, 1), 1, Math.Max(outer, 1));
    }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => (_outer + _outerPerTask - 1) / _outerPerTask;

    /// <summary>Writes places, as numbers, to [outer, inner].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, T* source, T* places)
    {
        int end = Math.Min(_outer, (task + 1) * _outerPerTask);
        for (nint outer = task * _outerPerTask; outer < end; outer++)
        {
            T* x = source + (outer * _size * _inner), to = places + (outer * _inner);
            nint done = VectorWidth<T>.Widest switch
            {
                var width when width == Vector512<T>.Count => Columns<V512<T>>(0, x, to),
                var width when width == Vector256<T>.Count => Columns<V256<T>>(0, x, to),
                _ => Columns<V128<T>>(0, x, to),
            };
            Columns<V1<T>>(done, x, to);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private nint Columns<V>(nint start, T* source, T* places)
        where V : unmanaged, IVector<V, T>
    {
        nint column = start;
        for (; column <= _inner - V.Count; column += V.Count)
        {
            V best = V.Load(source + column), place = default;
            for (nint i = 1; i < _size; i++)
            {
                V x = V.Load(source + (i * _inner) + column), keep = V.LessOrEqual(x, best), isNumber = V.Equal(best, best);
                place = V.Blend(isNumber, V.Blend(keep, place, V.Broadcast(T.CreateTruncating(i))), place);
                best = V.Blend(isNumber, V.Blend(keep, best, x), best);
            }

            V.Store(place, places + column);
        }

        return column;
    }
}
