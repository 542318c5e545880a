using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

// Functions of three numbers: one line each, run by ElementwiseKernel<T>.Ternary.

/// <summary>y where x is not 0, otherwise z.</summary>
internal readonly struct SelectOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Blend(V.Equal(x, V.Broadcast(T.Zero)), z, y);
}

/// <summary>x y + z, with one rounding where the processor can.</summary>
internal readonly struct MultiplyAddOperation : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.MultiplyAdd(x, y, z);
}
