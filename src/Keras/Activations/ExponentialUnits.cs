using Keras.Core;

namespace Keras.Activations;

/// <summary>Straight lines that bend into an exponential below 0. The exponential sees no positive number, so it never overflows.</summary>
internal static class ExponentialUnits
{
    private const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    /// <summary>x where it is positive, <c>alpha (e^x - 1)</c> elsewhere.</summary>
    public static Value Elu(Value x, double alpha = 1) => Op.Select(Op.Less(0, x), x, alpha * (Op.Exp(Op.Minimum(x, 0)) - 1));

    /// <summary><c>scale x</c> where x is not negative, <c>scale alpha (e^x - 1)</c> elsewhere, with constants that keep mean 0 and variance 1.</summary>
    public static Value Selu(Value x) => Op.Select(Op.Less(x, 0), SeluScale * SeluAlpha * (Op.Exp(Op.Minimum(x, 0)) - 1), SeluScale * x);

    /// <summary><c>max(x, 0) + e^min(x, 0) - 1</c>.</summary>
    public static Value Celu(Value x) => Op.Maximum(x, 0) + (Op.Exp(Op.Minimum(x, 0)) - 1);
}
