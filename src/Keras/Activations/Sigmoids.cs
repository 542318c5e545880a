using Keras.Core;

namespace Keras.Activations;

/// <summary>Functions that rise from 0 to 1, and the logarithm of one.</summary>
internal static class Sigmoids
{
    /// <summary><c>log(sigmoid(x))</c>.</summary>
    public static Value LogSigmoid(Value x) => -SmoothRectifiers.Softplus(-x);

    /// <summary><c>x / 6 + 1/2</c>, cut at 0 and 1.</summary>
    public static Value HardSigmoid(Value x) => Rectifiers.Relu6(x + 3) / 6;

    /// <summary><c>(x + 1) / 2</c>, cut at 0 and 1.</summary>
    public static Value SparseSigmoid(Value x) => Op.Select(Op.LessEqual(x, -1), 0, Op.Select(Op.LessEqual(1, x), 1, 0.5 * (x + 1)));
}
