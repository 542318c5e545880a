using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>How elements are reduced to one, written for a vector of any width.</summary>
internal interface IReductionOperation
{
    /// <summary>What changes nothing: the result of reducing no elements.</summary>
    static abstract V Identity<V, T>()
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract V Combine<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The elements of a vector, reduced to one.</summary>
    static abstract T Across<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Adds a block's result to a total, whose rounding error is kept in <paramref name="error"/>.</summary>
    static abstract void Add<V, T>(V block, ref V total, ref V error)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>The sum. Blocks are added with their rounding error carried along (Kahan), so that long sums stay exact to a few units in the last place.</summary>
internal readonly struct SumOperation : IReductionOperation
{
    public static V Identity<V, T>()
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, T>(V block, ref V total, ref V error)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V corrected = block - error, sum = total + corrected;
        error = sum - total - corrected;
        // An infinite sum has no error.
        error = V.Blend(V.Equal(error, error), error, default);
        total = sum;
    }
}

/// <summary>The largest element; NaN when there is one.</summary>
internal readonly struct MaxOperation : IReductionOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Identity<V, T>()
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Broadcast(T.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Maximum(x, y);

    public static unsafe T Across<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* elements = stackalloc T[V.Count];
        V.Store(x, elements);
        T largest = elements[0];
        for (int i = 1; i < V.Count; i++)
        {
            largest = T.Max(largest, elements[i]);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, T>(V block, ref V total, ref V error)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => total = V.Maximum(total, block);
}
