using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>The largest element of each window and its place. Padding never wins; NaN does.</summary>
internal sealed unsafe class MaxPoolKernel<T>(WindowsShape shape, int? rowsPerTask = null) : PoolingKernel<T>(shape, WindowsDirection.Down, rowsPerTask)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="task">Which part.</param>
    /// <param name="big">The big images.</param>
    /// <param name="small">Receives the largest elements; null if not wanted. Minus infinity where a window meets no element.</param>
    /// <param name="places">Receives the number of the first tap that is largest; null if not wanted.</param>
    public void Run(int task, T* big, T* small, T* places) => Run<Operation>(task, big, places, small);

    private readonly struct Operation : IPoolingOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<V, TElement>(nint* taps, TElement* numbers, int count, TElement* input, TElement* places, TElement* output)
            where V : unmanaged, IVector<V, TElement>
            where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
        {
            V best = V.Broadcast(TElement.NegativeInfinity), place = default;
            if (count > 0)
            {
                best = V.Load(input + taps[0]);
                place = V.Broadcast(numbers[0]);
            }

            for (int i = 1; i < count; i++)
            {
                V x = V.Load(input + taps[i]);
                V keep = V.LessOrEqual(x, best), isNumber = V.Equal(best, best);
                V tap = V.Blend(keep, place, V.Broadcast(numbers[i]));
                place = V.Blend(isNumber, tap, place);
                best = V.Blend(isNumber, V.Blend(keep, best, x), best);
            }

            if (output is not null)
            {
                V.Store(best, output);
            }

            if (places is not null)
            {
                V.Store(place, places);
            }
        }
    }
}
