using System.Numerics;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>A sigmoid's cross-entropy and gradient in one against plain double precision: lengths 0 to 80, in place, special values, guarded memory.</summary>
public sealed unsafe class CrossentropyStepTests
{
    private static readonly double[] Logits = [0, -0.0, 0.5, -0.5, 3, -3, 15, -15, 15.5, -15.5, 17, -17, 89, -89, 1e10, -1e10, 1e-40, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EqualsReference(bool isLimited)
    {
        for (int length = 0; length <= 80; length++)
        {
            Check<float>(length, isLimited, 4 * 1.1920929e-7);
            Check<double>(length, isLimited, 4 * 2.220446049250313e-16);
        }
    }

    private static void Check<T>(int length, bool isLimited, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(length);
        T[] logits = [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.Next(3) == 0 ? Logits[random.Next(Logits.Length)] : (random.NextDouble() - 0.5) * 40))];
        T[] targets = [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble()))];
        using GuardedMemory<T> x = new(logits), y = new(targets);
        T g = T.CreateTruncating(0.25), least = T.CreateTruncating(-15.5), most = T.CreateTruncating(15.5);
        Operand<T>* operands = stackalloc Operand<T>[6];
        (operands[0], operands[1], operands[2]) = (Operand<T>.Array(x.Pointer), Operand<T>.Array(y.Pointer), Operand<T>.Scalar(&g));
        if (isLimited)
        {
            (operands[3], operands[4], operands[5]) = (Operand<T>.Scalar(&least), Operand<T>.Scalar(&most), Operand<T>.Array(y.Pointer));
            CrossentropyStep<T>.RunLimited(x.Pointer, operands, length);
        }
        else
        {
            operands[3] = Operand<T>.Array(y.Pointer);
            CrossentropyStep<T>.Run(x.Pointer, operands, length);
        }
        for (int i = 0; i < length; i++)
        {
            double z = double.CreateTruncating(logits[i]), target = double.CreateTruncating(targets[i]);
            double logit = isLimited ? Math.Clamp(z, -15.5, 15.5) : z;
            double gradient = isLimited && logit != z ? 0 : 0.25 * (new Core.Sigmoid().Evaluate(logit) - target);
            Close(new Core.SigmoidCrossentropy().Evaluate(logit, target), double.CreateTruncating(y.Span[i]), tolerance * (1 + Math.Abs(logit)), $"The loss of {z} and {target}");
            Close(gradient, double.CreateTruncating(x.Span[i]), tolerance, $"The gradient at {z} and {target}");
        }
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance, $"{what}: expected {expected}, received {actual}");
}
