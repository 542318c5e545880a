using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>
/// A whole step of Adam in one pass over memory: <c>m += (g - m) a; v += (g² - v) b; w -= m r / (√v + e)</c>, with averages of next to nothing made 0. Arrays g, m, v and w,
/// of which the last three are overwritten or go elsewhere; numbers a, b, r and e. Where the weight decays, <c>w d + g</c> is taken for g. Each operation rounds as it would alone.
/// </summary>
/// <remarks>Whole vectors first, then element by element.</remarks>
internal static unsafe class AdamStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="destination">The new w.</param>
    /// <param name="operands">g, m, v, w, a, b, r and e; then where the new m and v go.</param>
    /// <param name="length">How many elements.</param>
    public static void Run(T* destination, Operand<T>* operands, nint length) => Run(destination, operands, null, operands + 8, length);

    /// <summary>The same with the number d before the places of the new m and v.</summary>
    public static void RunDecaying(T* destination, Operand<T>* operands, nint length) => Run(destination, operands, operands[8].Pointer, operands + 9, length);

    private static void Run(T* destination, Operand<T>* operands, T* decay, Operand<T>* places, nint length)
    {
        nint done = VectorWidth<T>.Widest switch
        {
            var width when width == V512<T>.Count => Vectors<V512<T>>(0, destination, operands, decay, places, length),
            var width when width == V256<T>.Count => Vectors<V256<T>>(0, destination, operands, decay, places, length),
            _ => Vectors<V128<T>>(0, destination, operands, decay, places, length),
        };
        Vectors<V1<T>>(done, destination, operands, decay, places, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint Vectors<V>(nint start, T* destination, Operand<T>* operands, T* decay, Operand<T>* places, nint length) where V : unmanaged, IVector<V, T>
    {
        T* gradient = operands[0].Pointer, momentum = operands[1].Pointer, velocity = operands[2].Pointer, weight = operands[3].Pointer;
        V a = V.Broadcast(*operands[4].Pointer), b = V.Broadcast(*operands[5].Pointer), rate = V.Broadcast(*operands[6].Pointer), epsilon = V.Broadcast(*operands[7].Pointer);
        V decays = decay is null ? default : V.Broadcast(*decay);
        T* newMomentum = places[0].Pointer, newVelocity = places[1].Pointer;
        nint i = start;
        for (; i <= length - V.Count; i += V.Count)
        {
            V w = V.Load(weight + i), g = V.Load(gradient + i);
            if (decay is not null)
            {
                g = (w * decays) + g;
            }
            V m = TowardsOperation.Invoke<V, T>(V.Load(momentum + i), g, a);
            V v = TowardsSquareOperation.Invoke<V, T>(V.Load(velocity + i), g, b);
            V.Store(m, newMomentum + i);
            V.Store(v, newVelocity + i);
            V.Store(w - ((m * rate) / (V.Sqrt(v) + epsilon)), destination + i);
        }
        return i;
    }
}
