using System.Diagnostics;
using System.Numerics;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;

namespace Keras.Benchmarks.Widths;

/// <summary>The product of two matrices of 1024 by 1024 by the engine's kernel, its tasks handed to so many threads.</summary>
internal sealed unsafe class ProductRate<T> : IParallelWork, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Size = 1024;
    private const double Operations = 2.0 * Size * Size * Size;

    private readonly MatMulKernel<T> _product = new(MatMulShape.Dense(Size, Size, Size, false, false));
    private readonly NativeBuffer<T> _left = new(Size * Size), _right = new(Size * Size), _result = new(Size * Size);
    private readonly WorkerPool _pool;

    public ProductRate(int threads)
    {
        _pool = new(threads);
        _left.Span.Fill(T.CreateTruncating(0.01));
        _right.Span.Fill(T.CreateTruncating(0.02));
    }

    public void Run(int task) =>
        _product.Run(task, _left.Pointer, _right.Pointer, _result.Pointer, (T*)ThreadScratch.Of((nint)_product.ScratchLength * sizeof(T)));

    /// <summary>10^9 floating-point operations a second: the fastest of the products that fit in the time.</summary>
    public double Gigaflops(double seconds)
    {
        double best = double.PositiveInfinity;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            long one = Stopwatch.GetTimestamp();
            _pool.Run(this, _product.TaskCount);
            best = Math.Min(best, Stopwatch.GetElapsedTime(one).TotalSeconds);
        }
        return Operations / best / 1e9;
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _result.Dispose();
    }
}
