using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Adds each small element to the big image at its window's place: the gradient of <see cref="MaxPoolKernel{T}"/>.</summary>
/// <remarks>Seen from the big image: an element is the sum of those of its windows whose place it is, in the order of taps; so nothing is cleared first and nothing collides.</remarks>
internal sealed unsafe class PoolScatterKernel<T>(WindowsShape shape) : PoolingKernel<T>(shape, WindowsDirection.Up)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(int task, T* small, T* places, T* big) => Run<Operation>(task, small, places, big);

    private readonly struct Operation : IPoolingOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<V, TElement>(nint* taps, TElement* numbers, int count, TElement* input, TElement* places, TElement* output)
            where V : unmanaged, IVector<V, TElement>
            where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
        {
            V sum = default, zero = default;
            for (int i = 0; i < count; i++)
            {
                V here = V.Equal(V.Load(places + taps[i]), V.Broadcast(numbers[i]));
                sum += V.Blend(here, V.Load(input + taps[i]), zero);
            }

            V.Store(sum, output);
        }
    }
}
