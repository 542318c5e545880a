using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>
/// A whole step of Adam in one pass over memory: <c>m += (g - m) a; v += (g² - v) b; w -= m r / (√v + e)</c>, with averages of next to nothing made 0. Arrays g, m, v and w,
/// of which the last three are overwritten or go elsewhere; numbers a, b, r and e. Each operation rounds as it would alone.
/// </summary>
/// <remarks>Whole vectors first, then element by element.</remarks>
internal static unsafe class AdamStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="destination">The new w.</param>
    /// <param name="operands">g, m, v, w, a, b, r and e; then where the new m and v go.</param>
    /// <param name="length">How many elements.</param>
    public static void Run(T* destination, Operand<T>* operands, nint length)
    {
        nint done = VectorWidth<T>.Widest switch
        {
            var width when width == V512<T>.Count => Vectors<V512<T>>(0, destination, operands, length),
            var width when width == V256<T>.Count => Vectors<V256<T>>(0, destination, operands, length),
            _ => Vectors<V128<T>>(0, destination, operands, length),
        };
        Vectors<V1<T>>(done, destination, operands, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Vectors<V>(nint start, T* destination, Operand<T>* operands, nint length) where V : unmanaged, IVector<V, T>
    {
        T* gradient = operands[0].Pointer, momentum = operands[1].Pointer, velocity = operands[2].Pointer, weight = operands[3].Pointer;
        V a = V.Broadcast(*operands[4].Pointer), b = V.Broadcast(*operands[5].Pointer), rate = V.Broadcast(*operands[6].Pointer), epsilon = V.Broadcast(*operands[7].Pointer);
        T* newMomentum = operands[8].Pointer, newVelocity = operands[9].Pointer;
        nint i = start;
        for (; i <= length - V.Count; i += V.Count)
        {
            V g = V.Load(gradient + i);
            V m = TowardsOperation.Invoke<V, T>(V.Load(momentum + i), g, a);
            V v = TowardsSquareOperation.Invoke<V, T>(V.Load(velocity + i), g, b);
            V.Store(m, newMomentum + i);
            V.Store(v, newVelocity + i);
            V.Store(V.Load(weight + i) - ((m * rate) / (V.Sqrt(v) + epsilon)), destination + i);
        }
        return i;
    }
}
