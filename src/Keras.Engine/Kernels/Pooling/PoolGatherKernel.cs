using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Takes from each window of the big image the element at its place: the gradient of <see cref="PoolScatterKernel{T}"/>.</summary>
internal sealed unsafe class PoolGatherKernel<T>(WindowsShape shape) : PoolingKernel<T>(shape, WindowsDirection.Down)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(int task, T* big, T* places, T* small) => Run<Operation>(task, big, places, small);

    private readonly struct Operation : IPoolingOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<V, TElement>(nint* taps, TElement* numbers, int count, TElement* input, TElement* places, TElement* output)
            where V : unmanaged, IVector<V, TElement>
            where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
        {
            V place = V.Load(places), result = default;
            for (int i = 0; i < count; i++)
            {
                V here = V.Equal(place, V.Broadcast(numbers[i]));
                result = V.Blend(here, V.Load(input + taps[i]), result);
            }

            V.Store(result, output);
        }
    }
}
