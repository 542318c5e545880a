using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Matrix products of every kind of strides against plain double precision, in memory that ends where the matrices end.</summary>
public sealed unsafe class MatMulTests
{
    /// <summary>Rows, columns, inner.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 7, 3 }, { 3, 5, 2 }, { 4, 4, 4 }, { 8, 8, 8 }, { 10, 10, 10 }, { 5, 16, 9 }, { 7, 17, 33 }, { 6, 15, 1 }, { 32, 256, 400 },
        { 32, 4, 10 }, { 13, 64, 8 }, { 31, 33, 65 }, { 24, 48, 400 }, { 100, 31, 50 }, { 200, 16, 32 }, { 9, 130, 770 }, { 11, 20, 5 }, { 26, 512, 20 }, { 25, 1024, 12 }, { 23, 13, 256 }, { 5, 20, 128 }, { 1, 7, 144 }, { 3, 40, 0 }, { 0, 4, 3 }, { 4, 0, 3 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void DenseProductsOfAllFourTranspositions(int rows, int columns, int inner)
    {
        foreach (bool left in new[] { false, true })
        {
            foreach (bool right in new[] { false, true })
            {
                Check<float>(MatMulShape.Dense(rows, columns, inner, left, right));
                Check<double>(MatMulShape.Dense(rows, columns, inner, left, right));
            }
        }
    }

    [Fact]
    public void LengthsUpTo40InEveryDimension()
    {
        for (int n = 1; n <= 40; n++)
        {
            Check<float>(MatMulShape.Dense(n, 12, 5, false, false));
            Check<float>(MatMulShape.Dense(6, n, 5, false, true));
            Check<float>(MatMulShape.Dense(6, 12, n, true, false));
            Check<double>(MatMulShape.Dense(n, n, n, false, n % 2 == 0));
        }
    }

    [Fact]
    public void BatchesOfProducts()
    {
        Check<float>(MatMulShape.Dense(5, 9, 7, false, false, batch: 3));
        Check<float>(MatMulShape.Dense(12, 16, 20, true, true, batch: 4));
        Check<double>(MatMulShape.Dense(26, 40, 20, false, true, batch: 2));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void EveryWidthOfVectors(int width)
    {
        foreach (int columns in new[] { 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 40 })
        {
            Check<float>(MatMulShape.Dense(25, columns, 11, false, false), width);
            Check<float>(MatMulShape.Dense(5, columns, 11, true, true), width);
            Check<float>(MatMulShape.Dense(6, columns, 128, false, true), width);
            Check<float>(new(13, columns, 11) { Batch = 3, BatchSteps = new(0, 11 * columns, 13 * columns) }, width);
            Check<float>(new(13, columns, 4) { Terms = 3, TermSteps = new(52, 4 * columns, 0) }, width);
        }
    }

    [Fact]
    public void OddLeadingDimensions()
    {
        MatMulShape shape = new(29, 50, 41) { Left = new(43, 1), Right = new(53, 1), Result = new(57, 1) };
        Check<float>(shape);
        Check<double>(shape with { Left = new(1, 31) });
        Check<float>(shape with { Right = new(1, 45) });
        Check<float>(shape with { Result = new(1, 33) });
        Check<float>(shape with { Left = new(86, 2), Right = new(3, 123) });
    }

    [Theory]
    [InlineData(390, 48, 2)]
    [InlineData(10, 4, 3)]
    [InlineData(33, 17, 5)]
    public void LanesTakeTheWeightsAsTheyLie(int inputs, int outputs, int groups)
    {
        foreach (int lanes in new[] { 16, 8, 4, 1 })
        {
            // y[g] = weights^T x[g], x[g] is [inputs, lanes].
            Check<float>(new(outputs, lanes, inputs)
            {
                Left = MatrixStrides.RowMajor(outputs).Transpose(),
                Batch = groups,
                BatchSteps = new(0, inputs * lanes, outputs * lanes),
            });

            // dx[g] = weights dy[g].
            Check<double>(new(inputs, lanes, outputs) { Batch = groups, BatchSteps = new(0, outputs * lanes, inputs * lanes) });

            // dw = sum over groups of x[g] dy[g]^T.
            Check<float>(new(inputs, outputs, lanes)
            {
                Right = MatrixStrides.RowMajor(lanes).Transpose(),
                Terms = groups,
                TermSteps = new(inputs * lanes, outputs * lanes, 0),
            });
        }
    }

    [Fact]
    public void NotANumberStaysWhereItBelongs()
    {
        MatMulShape shape = MatMulShape.Dense(13, 21, 17, false, true);
        using GuardedMemory<float> left = new(13 * 17), right = new(21 * 17), result = new(13 * 21);
        MatMulKernel<float> product = new(shape);
        using GuardedMemory<float> scratch = new(product.ScratchLength);
        left.Span.Fill(1);
        right.Span.Fill(2);
        left.Span[(4 * 17) + 3] = float.NaN;
        right.Span[(20 * 17) + 16] = float.PositiveInfinity;
        for (int task = 0; task < product.TaskCount; task++)
        {
            product.Run(task, left.Pointer, right.Pointer, result.Pointer, scratch.Pointer);
        }

        for (int i = 0; i < 13; i++)
        {
            for (int j = 0; j < 21; j++)
            {
                Assert.Equal(i == 4 ? float.NaN : j == 20 ? float.PositiveInfinity : 34, result.Span[(i * 21) + j]);
            }
        }
    }

    [Fact]
    public void AResultThatIsContiguousNowhereIsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new MatMulKernel<float>(new(2, 2, 2) { Result = new(4, 2) }));
        Assert.StartsWith("One side of the result must be contiguous.", error.Message);
    }

    private static void Check<T>(MatMulShape s, int? width = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Guard guard in new[] { Guard.Before, Guard.After })
        {
            using GuardedMemory<T> left = new(Extent(s.Rows, s.Inner, s.Left, s.TermSteps.Left, s.BatchSteps.Left, s), guard);
            using GuardedMemory<T> right = new(Extent(s.Inner, s.Columns, s.Right, s.TermSteps.Right, s.BatchSteps.Right, s), guard);
            using GuardedMemory<T> result = new(Extent(s.Rows, s.Columns, s.Result, 0, s.BatchSteps.Result, s), guard);
            MatMulKernel<T> product = new(s, vectorWidth: width);
            using GuardedMemory<T> scratch = new(product.ScratchLength, guard);
            Fill(left.Span, 1);
            Fill(right.Span, 2);
            Fill(result.Span, 3);
            T[] before = result.Span.ToArray();
            for (int task = product.TaskCount - 1; task >= 0; task--)
            {
                scratch.Span.Fill(T.NaN);
                product.Run(task, left.Pointer, right.Pointer, result.Pointer, scratch.Pointer);
            }

            Compare(s, left.Pointer, right.Pointer, before, result.Span);
        }
    }

    private static void Compare<T>(MatMulShape s, T* left, T* right, T[] before, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double tolerance = typeof(T) == typeof(float) ? 3e-7 : 1e-15;
        bool[] written = new bool[result.Length];
        for (int b = 0; b < s.Batch; b++)
        {
            for (int i = 0; i < s.Rows; i++)
            {
                for (int j = 0; j < s.Columns; j++)
                {
                    int at = (int)((b * s.BatchSteps.Result) + (i * s.Result.Row) + (j * s.Result.Column));
                    double sum = 0, size = 1;
                    for (int t = 0; t < s.Terms; t++)
                    {
                        T* a = left + (b * s.BatchSteps.Left) + (t * s.TermSteps.Left) + (i * s.Left.Row);
                        T* c = right + (b * s.BatchSteps.Right) + (t * s.TermSteps.Right) + (j * s.Right.Column);
                        for (int k = 0; k < s.Inner; k++)
                        {
                            double term = double.CreateTruncating(a[k * s.Left.Column]) * double.CreateTruncating(c[k * s.Right.Row]);
                            sum += term;
                            size += Math.Abs(term);
                        }
                    }

                    if (!(Math.Abs(sum - double.CreateTruncating(result[at])) <= tolerance * size))
                    {
                        Assert.Fail($"{s}: [{b}][{i}, {j}] expected {sum}, received {result[at]}");
                    }

                    written[at] = true;
                }
            }
        }

        for (int i = 0; i < written.Length; i++)
        {
            if (!written[i] && result[i] != before[i])
            {
                Assert.Fail($"{s}: element {i} lies outside the result and was changed.");
            }
        }
    }

    private static int Extent(int rows, int columns, MatrixStrides strides, nint term, nint batch, MatMulShape s) => rows == 0 || columns == 0
        ? 0
        : (int)(((rows - 1) * strides.Row) + ((columns - 1) * strides.Column) + ((s.Terms - 1) * term) + ((s.Batch - 1) * batch) + 1);

    private static void Fill<T>(Span<T> values, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateTruncating(random.NextDouble() - 0.5);
        }
    }
}
