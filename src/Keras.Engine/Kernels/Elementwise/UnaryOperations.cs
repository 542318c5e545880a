using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

// Functions of one number: one line each, run by ElementwiseKernel<T>.Unary.

/// <summary>-x</summary>
internal readonly struct NegateOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => -x;
}

/// <summary>|x|</summary>
internal readonly struct AbsOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Abs(x);
}

/// <summary>-1, 0 or 1; NaN for NaN.</summary>
internal readonly struct SignOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Blend(V.Equal(x, x), V.ToNumber(V.Less(V.Broadcast(T.Zero), x)) - V.ToNumber(V.Less(x, V.Broadcast(T.Zero))), x);
}

/// <summary>The largest whole number not above x.</summary>
internal readonly struct FloorOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Floor(x);
}

/// <summary>Square root; NaN below 0.</summary>
internal readonly struct SqrtOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sqrt(x);
}

/// <summary>Sine of x radians.</summary>
internal readonly struct SinOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sin(x);
}

/// <summary>Cosine of x radians.</summary>
internal readonly struct CosOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cos(x);
}

/// <summary>0 where x is 0, otherwise 1.</summary>
internal readonly struct ToBooleanOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Blend(V.Equal(x, V.Broadcast(T.Zero)), V.Broadcast(T.Zero), V.Broadcast(T.One));
}

/// <summary>x without its fraction: the conversion to a whole number.</summary>
internal readonly struct TruncateOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.CopySign(V.Floor(V.Abs(x)), x);
}
