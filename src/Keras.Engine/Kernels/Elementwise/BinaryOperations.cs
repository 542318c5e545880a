using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

// Functions of two numbers: one line each, run by ElementwiseKernel<T>.Binary.

/// <summary>x + y</summary>
internal readonly struct AddOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x + y;
}

/// <summary>x - y</summary>
internal readonly struct SubtractOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x - y;
}

/// <summary>x y</summary>
internal readonly struct MultiplyOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * y;
}

/// <summary>x / y</summary>
internal readonly struct DivideOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x / y;
}

/// <summary>The larger; NaN when either is NaN.</summary>
internal readonly struct MaximumOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Maximum(x, y);
}

/// <summary>The smaller; NaN when either is NaN.</summary>
internal readonly struct MinimumOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Minimum(x, y);
}

/// <summary>1 where x is below y, otherwise 0.</summary>
internal readonly struct LessOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.ToNumber(V.Less(x, y));
}

/// <summary>1 where x is at most y, otherwise 0.</summary>
internal readonly struct LessOrEqualOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.ToNumber(V.LessOrEqual(x, y));
}

/// <summary>1 where x equals y, otherwise 0.</summary>
internal readonly struct EqualOperation : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.ToNumber(V.Equal(x, y));
}
