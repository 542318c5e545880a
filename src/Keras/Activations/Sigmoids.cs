using Keras.Core;

namespace Keras.Activations;

/// <summary>Functions that rise from 0 to 1, and the logarithm of one.</summary>
internal static class Sigmoids
{
    /// <summary>
    /// <c>1 / (1 + e^-x)</c>. Below -80, where it is less than 2e-35, it stays at that: the exponential would overflow in single precision, and the
    /// gradient be 0 times infinity.
    /// </summary>
    public static Value Sigmoid(Value x) => 1 / (1 + Op.Exp(Op.Minimum(-x, 80)));

    /// <summary><c>log(sigmoid(x))</c>.</summary>
    public static Value LogSigmoid(Value x) => -SmoothRectifiers.Softplus(-x);

    /// <summary><c>x / 6 + 1/2</c>, cut at 0 and 1.</summary>
    public static Value HardSigmoid(Value x) => Rectifiers.Relu6(x + 3) / 6;

    /// <summary><c>(x + 1) / 2</c>, cut at 0 and 1.</summary>
    public static Value SparseSigmoid(Value x) => Op.Select(Op.LessEqual(x, -1), 0, Op.Select(Op.LessEqual(1, x), 1, 0.5 * (x + 1)));
}
