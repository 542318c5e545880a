using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Every elementwise kernel against plain double precision: lengths 0 to 256, in place, special values, guarded memory.</summary>
public sealed unsafe class ElementwiseTests
{
    private const double FloatUlp = 1.1920929e-7;
    private const double DoubleUlp = 2.220446049250313e-16;

    private static readonly double[] Specials =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, 1.5, 2.5, -2.5, 0.625, 0.6249, 1e-3, -1e-3, 6, -6, 7.5, 20, -20, 88, 89, -87, -104, 710, -745, 1e10, -1e10,
        1e-40, -1e-40, 1e-45, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3e38, -3e38, 1e-30, Math.PI, -Math.E, 100.25, 12345.678,
    ];

    public static TheoryData<string> UnaryNames => [.. UnaryRow.All.Keys];

    public static TheoryData<string> BinaryNames => [.. BinaryRow.All.Keys];

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void UnaryEqualsReference(string name)
    {
        UnaryRow row = UnaryRow.All[name];
        CheckUnary(row.Single, row.Reference, row.Ulps * FloatUlp);
        CheckUnary(row.Double, row.Reference, row.Ulps * DoubleUlp);
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void BinaryEqualsReference(string name)
    {
        BinaryRow row = BinaryRow.All[name];
        CheckBinary(row.Single, row.Reference, row.Ulps * FloatUlp);
        CheckBinary(row.Double, row.Reference, row.Ulps * DoubleUlp);
    }

    [Fact]
    public void SigmoidCrossentropyEqualsReference()
    {
        (double X, double Y)[] pairs = [.. from x in Specials from y in new[] { 0, 0.3, 1 } select (x, y)];
        for (int length = 0; length <= 256; length++)
        {
            CheckCrossentropy<float>([.. pairs.Take(length)], FloatUlp);
            CheckCrossentropy<double>([.. pairs.Take(length)], DoubleUlp);
        }
    }

    private static void CheckCrossentropy<T>((double X, double Y)[] pairs, double ulp)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using GuardedMemory<T> x = new([.. pairs.Select(pair => T.CreateTruncating(pair.X))]), y = new([.. pairs.Select(pair => T.CreateTruncating(pair.Y))]), result = new(pairs.Length);
        Operand<T>* operands = stackalloc Operand<T>[2];
        operands[0] = Operand<T>.Array(x.Pointer);
        operands[1] = Operand<T>.Array(y.Pointer);
        ElementwiseKernel<T>.Binary<SigmoidCrossentropyOperation>(result.Pointer, operands, pairs.Length);
        for (int i = 0; i < pairs.Length; i++)
        {
            double logit = double.CreateTruncating(x.Span[i]), target = double.CreateTruncating(y.Span[i]), received = double.CreateTruncating(result.Span[i]);
            double expected = new Core.SigmoidCrossentropy().Evaluate(logit, target);
            if (!received.Equals(expected) && !(Math.Abs(received - expected) <= 4 * ulp * (1 + Math.Abs(logit))))
            {
                Assert.Fail($"logit {logit}, target {target}: expected {expected}, received {received}");
            }
        }
    }

    [Fact]
    public void SelectTakesWhateverIsNotZeroAsTrue()
    {
        double[] condition = [0, 1, -0.0, double.NaN, 0.5, -3, 1e-45, 0, 1];
        Operand<float>* operands = stackalloc Operand<float>[3];
        for (int length = 0; length <= 256; length++)
        {
            float[] c = [.. Enumerable.Range(0, length).Select(i => (float)condition[i % condition.Length])];
            float[] a = [.. Enumerable.Range(0, length).Select(i => (float)i)];
            using GuardedMemory<float> x = new(c), y = new(a), result = new(length);
            float otherwise = -7;
            operands[0] = Operand<float>.Array(x.Pointer);
            operands[1] = Operand<float>.Array(y.Pointer);
            operands[2] = Operand<float>.Scalar(&otherwise);
            ElementwiseKernel<float>.Ternary<SelectOperation>(result.Pointer, operands, length);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(c[i] != 0 ? a[i] : -7, result.Span[i]);
            }
        }
    }

    [Fact]
    public void AnElementsBitsDoNotDependOnItsPlace()
    {
        float[] values = [.. Enumerable.Range(0, 67).Select(i => (i * 0.37f) - 9)];
        using GuardedMemory<float> x = new(values), whole = new(67), one = new(1);
        Operand<float> all = Operand<float>.Array(x.Pointer);
        ElementwiseKernel<float>.Unary<ExpOperation>(whole.Pointer, &all, 67);
        for (int i = 0; i < 67; i++)
        {
            Operand<float> single = Operand<float>.Array(x.Pointer + i);
            ElementwiseKernel<float>.Unary<ExpOperation>(one.Pointer, &single, 1);
            Assert.Equal(BitConverter.SingleToInt32Bits(whole.Span[i]), BitConverter.SingleToInt32Bits(one.Span[0]));
        }
    }

    private static void CheckUnary<T>(UnaryRow.Kernel<T> kernel, Func<double, double> reference, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int length = 0; length <= 256; length++)
        {
            T[] values = Values<T>(length, 1);
            using GuardedMemory<T> x = new(values, Guard.Before), y = new(values), result = new(length);
            kernel(result.Pointer, Operand<T>.Array(x.Pointer), length);
            kernel(y.Pointer, Operand<T>.Array(y.Pointer), length);
            for (int i = 0; i < length; i++)
            {
                Close(reference(double.CreateTruncating(values[i])), result.Span[i], tolerance, $"({values[i]})");
                Assert.Equal(result.Span[i], y.Span[i]);
            }
        }
    }

    private static void CheckBinary<T>(BinaryRow.Kernel<T> kernel, Func<double, double, double> reference, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int length = 0; length <= 256; length++)
        {
            T[] a = Values<T>(length, 1), b = Values<T>(length, 17);
            using GuardedMemory<T> x = new(a, Guard.Before), y = new(b), result = new(length);
            kernel(result.Pointer, Operand<T>.Array(x.Pointer), Operand<T>.Array(y.Pointer), length);
            for (int i = 0; i < length; i++)
            {
                Close(reference(double.CreateTruncating(a[i]), double.CreateTruncating(b[i])), result.Span[i], tolerance, $"({a[i]}, {b[i]})");
            }

            if (length == 0)
            {
                continue;
            }

            kernel(result.Pointer, Operand<T>.Scalar(x.Pointer + (length / 2)), Operand<T>.Array(y.Pointer), length);
            for (int i = 0; i < length; i++)
            {
                Close(reference(double.CreateTruncating(a[length / 2]), double.CreateTruncating(b[i])), result.Span[i], tolerance, $"({a[length / 2]}, {b[i]}) left spread");
            }

            kernel(x.Pointer, Operand<T>.Array(x.Pointer), Operand<T>.Scalar(y.Pointer + (length - 1)), length);
            for (int i = 0; i < length; i++)
            {
                Close(reference(double.CreateTruncating(a[i]), double.CreateTruncating(b[length - 1])), x.Span[i], tolerance, $"({a[i]}, {b[length - 1]}) right spread");
            }
        }
    }

    private static T[] Values<T>(int length, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed + length);
        T[] values = new T[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = random.Next(3) == 0
                ? T.CreateTruncating(Specials[random.Next(Specials.Length)])
                : T.CreateTruncating((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 3)));
        }

        return values;
    }

    private static void Close<T>(double expected, T actual, double tolerance, FormattableString where)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rounded = T.CreateTruncating(expected);
        double a = double.CreateTruncating(actual), e = double.CreateTruncating(rounded);
        // Results below the smallest normal number may be flushed or lose digits.
        double smallest = typeof(T) == typeof(float) ? 1.1754944e-38 : 2.2250738585072014E-308;
        bool equal = T.IsNaN(rounded) ? T.IsNaN(actual) : e == a || Math.Abs(a - e) <= (tolerance * Math.Abs(e)) + smallest;
        if (!equal)
        {
            Assert.Fail($"{where}: expected {expected:R}, received {a:R}");
        }
    }
}
