using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>
/// An optimizer's step, <c>w - m r / (√v + e)</c>: arrays w, m and v, numbers r and e. Each operation rounds as it would alone.
/// </summary>
internal static unsafe class OverRootStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* destination, Operand<T>* operands, nint length)
    {
        T* w = operands[0].Pointer, m = operands[1].Pointer, v = operands[2].Pointer;
        T rate = *operands[3].Pointer, epsilon = *operands[4].Pointer;
        nint done = VectorWidth<T>.Widest switch
        {
            var width when width == V512<T>.Count => Vectors<V512<T>>(0, destination, w, m, v, rate, epsilon, length),
            var width when width == V256<T>.Count => Vectors<V256<T>>(0, destination, w, m, v, rate, epsilon, length),
            _ => Vectors<V128<T>>(0, destination, w, m, v, rate, epsilon, length),
        };
        Vectors<V1<T>>(done, destination, w, m, v, rate, epsilon, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Vectors<V>(nint start, T* destination, T* w, T* m, T* v, T rate, T epsilon, nint length) where V : unmanaged, IVector<V, T>
    {
        V r = V.Broadcast(rate), e = V.Broadcast(epsilon);
        nint i = start;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.Load(w + i) - ((V.Load(m + i) * r) / (V.Sqrt(V.Load(v + i)) + e)), destination + i);
        }
        return i;
    }
}
