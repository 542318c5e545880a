using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Sums, maxima and their places over any axes against plain loops in double precision, in guarded memory.</summary>
public sealed unsafe class ReductionTests
{
    public static TheoryData<int[], int[]> Cases => new()
    {
        { [7], [0] }, { [7], [] }, { [], [] }, { [5, 9], [0] }, { [5, 9], [1] }, { [5, 9], [0, 1] }, { [3, 4, 5], [1] }, { [3, 4, 5], [0, 2] }, { [2, 784, 16], [0, 2] },
        { [2, 9, 16], [1] }, { [2, 10, 10, 8, 16], [0, 1, 2, 4] }, { [2, 3, 4, 5, 6], [1, 3] }, { [2, 3, 4, 5, 6], [0, 2, 4] }, { [2, 3, 4, 5, 6], [1] }, { [1, 70, 1, 33], [1] },
        { [100, 700], [0] }, { [100, 700], [1] }, { [70000], [0] }, { [3, 0, 4], [1] }, { [3, 0, 4], [0] }, { [40, 31, 3], [0, 2] }, { [6, 8], [1] }, { [6, 4], [1] }, { [9, 32], [1] }, { [600, 65], [0] },
        { [2, 60, 60, 3, 8], [0, 1, 2, 4] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void SumsAndMaxima(int[] shape, int[] axes)
    {
        Check<float, SumOperation>(shape, axes, 0, (x, y) => x + y, 2e-7);
        Check<double, SumOperation>(shape, axes, 0, (x, y) => x + y, 1e-15);
        Check<float, MaxOperation>(shape, axes, double.NegativeInfinity, Math.Max, 0);
        Check<double, MaxOperation>(shape, axes, double.NegativeInfinity, Math.Max, 0);
    }

    [Fact]
    public void LengthsUpTo256()
    {
        for (int n = 1; n <= 256; n++)
        {
            Check<float, SumOperation>([2, n], [1], 0, (x, y) => x + y, 2e-7);
            Check<float, MaxOperation>([2, n], [0], double.NegativeInfinity, Math.Max, 0);
        }
    }

    [Fact]
    public void LongSumsOfEqualSignStayExact()
    {
        // One tenth 50,176 times: a plain loop in single precision is off by 1e-3.
        foreach (int[] shape in new int[][] { [50176, 1], [3136, 16], [50176, 40] })
        {
            int count = shape[0] * shape[1];
            int[] axes = shape[1] == 40 ? [0] : [0, 1];
            using GuardedMemory<float> x = new(count);
            x.Span.Fill(0.1f);
            float[] result = Reduce<float, SumOperation>(shape, axes, x);
            Assert.All(result, sum => Assert.True(Math.Abs(sum - (50176 * (double)0.1f)) < 1e-6 * 5017.6, $"received {sum}"));
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 1, float.NegativeInfinity, 1)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.PositiveInfinity)]
    [InlineData(float.NaN, 1, float.NaN, float.NaN)]
    public void NotEveryNumberIsFinite(float first, float second, float sum, float max)
    {
        foreach (int n in new[] { 2, 9, 300, 20000 })
        {
            using GuardedMemory<float> x = new(n);
            x.Span.Fill(1);
            x.Span[n / 3] = first;
            x.Span[n - 1] = second;
            Assert.Equal(sum, Reduce<float, SumOperation>([n], [0], x)[0]);
            Assert.Equal(max, Reduce<float, MaxOperation>([n], [0], x)[0]);
            Assert.Equal(sum, Reduce<float, SumOperation>([n, 1], [0], x)[0]);
        }
    }

    [Theory]
    [InlineData(1, 10, 1)]
    [InlineData(5, 10, 1)]
    [InlineData(3, 4, 16)]
    [InlineData(2, 7, 37)]
    [InlineData(4, 1, 3)]
    [InlineData(600, 10, 3)]
    public void PlacesOfTheFirstLargest(int outer, int size, int inner)
    {
        using GuardedMemory<float> x = new(outer * size * inner), places = new(outer * inner);
        Random random = new(5);
        foreach (ref float value in x.Span)
        {
            value = random.Next(30) == 0 ? float.NaN : random.Next(5);
        }

        ArgMaxKernel<float> kernel = new(outer, size, inner);
        for (int task = 0; task < kernel.TaskCount; task++)
        {
            kernel.Run(task, x.Pointer, places.Pointer);
        }

        for (int i = 0; i < outer * inner; i++)
        {
            int best = 0;
            float At(int k) => x.Span[((((i / inner) * size) + k) * inner) + (i % inner)];
            for (int k = 1; k < size; k++)
            {
                best = !float.IsNaN(At(best)) && (At(k) > At(best) || float.IsNaN(At(k))) ? k : best;
            }

            Assert.Equal(best, places.Span[i]);
        }
    }

    [Fact]
    public void NothingHasNoLargestElement()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ArgMaxKernel<float>(1, 0, 1));
        Assert.StartsWith("An axis without elements has no largest one.", error.Message);
    }

    private static void Check<T, TOperation>(int[] shape, int[] axes, double start, Func<double, double, double> combine, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IReductionOperation
    {
        int length = shape.Aggregate(1, (product, size) => product * size);
        foreach (Guard guard in new[] { Guard.Before, Guard.After })
        {
            using GuardedMemory<T> x = new(length, guard);
            Random random = new(11);
            foreach (ref T value in x.Span)
            {
                value = T.CreateTruncating(random.NextDouble() - 0.5);
            }

            int[] kept = [.. Enumerable.Range(0, shape.Length).Where(axis => !axes.Contains(axis))];
            double[] expected = new double[kept.Aggregate(1, (product, axis) => product * shape[axis])], sizes = new double[expected.Length];
            Array.Fill(expected, start);
            nint[] strides = CopyShape.Strides(shape);
            for (int i = 0; i < length; i++)
            {
                int at = kept.Aggregate(0, (index, axis) => (index * shape[axis]) + (int)(i / strides[axis] % shape[axis]));
                expected[at] = combine(expected[at], double.CreateTruncating(x.Span[i]));
                sizes[at] += Math.Abs(double.CreateTruncating(x.Span[i]));
            }

            T[] result = Reduce<T, TOperation>(shape, axes, x);
            Assert.Equal(expected.Length, result.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                double received = double.CreateTruncating(result[i]);
                if (!(received == expected[i] || Math.Abs(received - expected[i]) <= tolerance * (sizes[i] + 1)))
                {
                    Assert.Fail($"[{string.Join(", ", shape)}] over {string.Join(", ", axes)}: element {i}: expected {expected[i]}, received {received}");
                }
            }
        }
    }

    private static T[] Reduce<T, TOperation>(int[] shape, int[] axes, GuardedMemory<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IReductionOperation
    {
        ReductionKernel<T, TOperation> kernel = new(shape, axes);
        using GuardedMemory<T> parts = new((int)kernel.PartsLength), result = new((int)kernel.Length);
        parts.Span.Fill(T.NaN);
        for (int task = kernel.TaskCount - 1; task >= 0; task--)
        {
            kernel.Run(task, x.Pointer, parts.Pointer);
        }

        if (kernel.Parts == 1)
        {
            return parts.Span.ToArray();
        }

        kernel.Combine(parts.Pointer, result.Pointer);
        return result.Span.ToArray();
    }
}
