using System.Diagnostics;
using System.Runtime.CompilerServices;
using Keras.Engine.Kernels;

namespace Keras.Benchmarks.Epochs;

/// <summary>What the processor's multiply-add units can do when nothing is loaded or stored: the bound of every kernel.</summary>
internal static class MultiplyAddLimit
{
    private const int Repeats = 400_000;

    private static volatile float _sink;

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

    private static double One() => VectorWidth<float>.Widest switch
    {
        16 => Loop<V512<float>>(),
        8 => Loop<V256<float>>(),
        4 => Loop<V128<float>>(),
        _ => Loop<V1<float>>(),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Loop<TVector>() where TVector : unmanaged, IVector<TVector, float>
    {
        TVector x = TVector.Broadcast(0.999f), y = TVector.Broadcast(0.001f);
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
        float* numbers = stackalloc float[TVector.Count];
        TVector.Store(sum, numbers);
        _sink = numbers[0];
        return 2.0 * Repeats * 12 * TVector.Count;
    }
}
