using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

// Operations of operations: what lies between stays in a register. Each rounds as its parts do.

/// <summary>f(g(x, y), z)</summary>
internal readonly struct First<TOuter, TInner> : ITernaryOperation
    where TOuter : struct, IBinaryOperation
    where TInner : struct, IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TOuter.Invoke<V, T>(TInner.Invoke<V, T>(x, y), z);
}

/// <summary>f(z, g(x, y))</summary>
internal readonly struct Second<TOuter, TInner> : ITernaryOperation
    where TOuter : struct, IBinaryOperation
    where TInner : struct, IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TOuter.Invoke<V, T>(z, TInner.Invoke<V, T>(x, y));
}

/// <summary>The way of an average from x to y by a part z: x + (y - x) z, and 0 where that is tiny.</summary>
internal readonly struct TowardsOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FlushTinyOperation.Invoke<V, T>(x + ((y - x) * z));
}

/// <summary>
/// The way of an average of squares: from x to y² by a part z, and 0 where that is tiny. A square that would be tiny itself is 0 without being formed: a weight that only decays, such as
/// that of a pixel that is always black, has gradients whose squares are subnormal for good.
/// </summary>
internal readonly struct TowardsSquareOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        y = V.Blend(V.Less(V.Abs(y), V.Broadcast(T.CreateTruncating(FlushTiny.RootOfLeast<T>()))), default, y);
        return TowardsOperation.Invoke<V, T>(x, y * y, z);
    }
}

/// <summary>x / (√y + z)</summary>
internal readonly struct OverRootOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x / (V.Sqrt(y) + z);
}

/// <summary>z where y exceeds x, otherwise x.</summary>
internal readonly struct WhereAboveOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Blend(V.Less(x, y), z, x);
}

/// <summary>y + z where that exceeds x, otherwise x.</summary>
internal readonly struct SumWhereAboveOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => WhereAboveOperation.Invoke<V, T>(x, y + z, y + z);
}

/// <summary>x where y does not exceed it, otherwise z, for NaN too.</summary>
internal readonly struct UnlessAtMostOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Blend(V.LessOrEqual(y, x), x, z);
}
