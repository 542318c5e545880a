using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Keras.Engine.Kernels;

namespace Keras.Benchmarks.Epochs;

/// <summary>
/// What the processor's units can do when nothing is loaded or stored: the bound of every kernel. A multiply-add counts as two operations; without a fused one, multiplies and adds run
/// beside each other.
/// </summary>
internal static class MultiplyAddLimit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Repeats = 400_000;

    private static T _sink;

    /// <summary>10^9 floating-point operations a second of so many threads together, at the widest vectors.</summary>
    public static double Gigaflops(int threads)
    {
        var rates = new double[threads];
        using var start = new Barrier(threads);
        var workers = Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            One();
            start.SignalAndWait();
            long began = Stopwatch.GetTimestamp();
            double operations = 0;
            do
            {
                operations += One();
            }
            while (Stopwatch.GetElapsedTime(began).TotalMilliseconds < 60);
            rates[index] = operations / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e9;
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return rates.Sum();
    }

    private static double One()
    {
        int width = VectorWidth<T>.Widest;
        return width == Vector512<T>.Count ? Fused<V512<T>>()
            : width == Vector256<T>.Count ? Fused<V256<T>>()
            : width == Vector128<T>.Count ? (Fma.IsSupported || AdvSimd.IsSupported ? Fused<V128<T>>() : Apart<V128<T>>())
            : Apart<V1<T>>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Fused<TVector>() where TVector : unmanaged, IVector<TVector, T>
    {
        TVector x = TVector.Broadcast(T.CreateTruncating(0.999)), y = TVector.Broadcast(T.CreateTruncating(0.001));
        TVector a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
        for (int i = 0; i < Repeats; i++)
        {
            a0 = TVector.MultiplyAdd(a0, x, y);
            a1 = TVector.MultiplyAdd(a1, x, y);
            a2 = TVector.MultiplyAdd(a2, x, y);
            a3 = TVector.MultiplyAdd(a3, x, y);
            a4 = TVector.MultiplyAdd(a4, x, y);
            a5 = TVector.MultiplyAdd(a5, x, y);
            a6 = TVector.MultiplyAdd(a6, x, y);
            a7 = TVector.MultiplyAdd(a7, x, y);
            a8 = TVector.MultiplyAdd(a8, x, y);
            a9 = TVector.MultiplyAdd(a9, x, y);
            a10 = TVector.MultiplyAdd(a10, x, y);
            a11 = TVector.MultiplyAdd(a11, x, y);
        }
        var sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;
        return Keep(sum, 12);
    }

    // Seven chains of each: with the two operands, all sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Apart<TVector>() where TVector : unmanaged, IVector<TVector, T>
    {
        TVector x = TVector.Broadcast(-T.One), y = TVector.Broadcast(T.CreateTruncating(0.001));
        TVector m0 = y, m1 = y, m2 = y, m3 = y, m4 = y, m5 = y, m6 = y, a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x;
        for (int i = 0; i < Repeats; i++)
        {
            m0 *= x;
            a0 += y;
            m1 *= x;
            a1 += y;
            m2 *= x;
            a2 += y;
            m3 *= x;
            a3 += y;
            m4 *= x;
            a4 += y;
            m5 *= x;
            a5 += y;
            m6 *= x;
            a6 += y;
        }
        return Keep(m0 + m1 + m2 + m3 + m4 + m5 + m6 + a0 + a1 + a2 + a3 + a4 + a5 + a6, 7);
    }

    // Makes the result one that is needed; how many operations so many chains made of it.
    private static unsafe double Keep<TVector>(TVector sum, int chains) where TVector : unmanaged, IVector<TVector, T>
    {
        T* numbers = stackalloc T[TVector.Count];
        TVector.Store(sum, numbers);
        _sink = numbers[0];
        return 2.0 * Repeats * chains * TVector.Count;
    }
}
