using BenchmarkDotNet.Attributes;
using Keras.Engine.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>The matrix products of a dense layer (batch 32, 784 inputs, 256 units) on one thread: forward, weight gradient, input gradient.</summary>
public unsafe class MatMulBenchmarks
{
    private readonly MatMulKernel<float> _forward = new(MatMulShape.Dense(32, 256, 784, false, false));
    private readonly MatMulKernel<float> _weights = new(MatMulShape.Dense(784, 256, 32, true, false));
    private readonly MatMulKernel<float> _inputs = new(MatMulShape.Dense(32, 784, 256, false, true));
    private readonly NativeBuffer<float> _x = new(32 * 784), _kernel = new(784 * 256), _y = new(32 * 256), _scratch = new(1 << 16);

    /// <summary>y = x · kernel.</summary>
    [Benchmark]
    public void Forward() => Run(_forward, _x, _kernel, _y);

    /// <summary>kernel's gradient = xᵀ · y's gradient.</summary>
    [Benchmark]
    public void WeightGradient() => Run(_weights, _x, _y, _kernel);

    /// <summary>x's gradient = y's gradient · kernelᵀ.</summary>
    [Benchmark]
    public void InputGradient() => Run(_inputs, _y, _kernel, _x);

    private void Run(MatMulKernel<float> product, NativeBuffer<float> left, NativeBuffer<float> right, NativeBuffer<float> result)
    {
        for (int task = 0; task < product.TaskCount; task++)
        {
            product.Run(task, left.Pointer, right.Pointer, result.Pointer, _scratch.Pointer);
        }
    }
}
