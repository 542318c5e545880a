using System.Numerics;
using Keras.Engine.Kernels;

namespace Keras.Engine.Tests.Kernels;

/// <summary>A unary kernel, what it must equal, and how many units in the last place it may be off.</summary>
internal sealed unsafe record UnaryRow(UnaryRow.Kernel<float> Single, UnaryRow.Kernel<double> Double, Func<double, double> Reference, double Ulps)
{
    public delegate void Kernel<T>(T* destination, Operand<T> x, nint length)
        where T : unmanaged;

    public static IReadOnlyDictionary<string, UnaryRow> All { get; } = new Dictionary<string, UnaryRow>
    {
        ["negate"] = Of<NegateOperation>(x => -x),
        ["abs"] = Of<AbsOperation>(Math.Abs),
        ["sigmoid"] = Of<SigmoidOperation>(x => 1 / (1 + Math.Exp(-x)), 4),
        ["sign"] = Of<SignOperation>(x => double.IsNaN(x) ? x : Math.Sign(x)),
        ["floor"] = Of<FloorOperation>(Math.Floor),
        ["truncate"] = Of<TruncateOperation>(Math.Truncate),
        ["sqrt"] = Of<SqrtOperation>(Math.Sqrt, 0.51),
        ["exp"] = Of<ExpOperation>(Math.Exp, 2.5),
        ["log"] = Of<LogOperation>(Math.Log, 2),
        ["sin"] = Of<SinOperation>(Math.Sin, 4),
        ["cos"] = Of<CosOperation>(Math.Cos, 4),
        ["tanh"] = Of<TanhOperation>(Math.Tanh, 2.5),
        ["erf"] = Of<ErfOperation>(Erf, 10),
        ["boolean"] = Of<ToBooleanOperation>(x => x == 0 ? 0 : 1),
    };

    private static UnaryRow Of<TOperation>(Func<double, double> reference, double ulps = 0)
        where TOperation : struct, IUnaryOperation => new(Run<TOperation, float>, Run<TOperation, double>, reference, ulps);

    private static void Run<TOperation, T>(T* destination, Operand<T> x, nint length)
        where TOperation : struct, IUnaryOperation
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ElementwiseKernel<T>.Unary<TOperation>(destination, &x, length);

    // e^(-x^2) times a series of positive terms: exact to rounding.
    private static double Erf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6.5)
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double term = x, sum = x;
        for (int n = 1; n < 400; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

/// <summary>A binary kernel, what it must equal, and how many units in the last place it may be off.</summary>
internal sealed unsafe record BinaryRow(BinaryRow.Kernel<float> Single, BinaryRow.Kernel<double> Double, Func<double, double, double> Reference, double Ulps)
{
    public delegate void Kernel<T>(T* destination, Operand<T> x, Operand<T> y, nint length)
        where T : unmanaged;

    public static IReadOnlyDictionary<string, BinaryRow> All { get; } = new Dictionary<string, BinaryRow>
    {
        ["add"] = Of<AddOperation>((x, y) => x + y, 0.51),
        ["subtract"] = Of<SubtractOperation>((x, y) => x - y, 0.51),
        ["multiply"] = Of<MultiplyOperation>((x, y) => x * y, 0.51),
        ["divide"] = Of<DivideOperation>((x, y) => x / y, 0.51),
        ["maximum"] = Of<MaximumOperation>(Math.Max),
        ["minimum"] = Of<MinimumOperation>(Math.Min),
        ["less"] = Of<LessOperation>((x, y) => x < y ? 1 : 0),
        ["less or equal"] = Of<LessOrEqualOperation>((x, y) => x <= y ? 1 : 0),
        ["equal"] = Of<EqualOperation>((x, y) => x == y ? 1 : 0),
        ["power"] = new(Power, Power, Math.Pow, 1),
    };

    private static BinaryRow Of<TOperation>(Func<double, double, double> reference, double ulps = 0)
        where TOperation : struct, IBinaryOperation => new(Run<TOperation, float>, Run<TOperation, double>, reference, ulps);

    private static void Run<TOperation, T>(T* destination, Operand<T> x, Operand<T> y, nint length)
        where TOperation : struct, IBinaryOperation
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Operand<T>* operands = stackalloc Operand<T>[] { x, y };
        ElementwiseKernel<T>.Binary<TOperation>(destination, operands, length);
    }

    private static void Power<T>(T* destination, Operand<T> x, Operand<T> y, nint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Operand<T>* operands = stackalloc Operand<T>[] { x, y };
        PowerKernel<T>.Run(destination, operands, length);
    }
}
