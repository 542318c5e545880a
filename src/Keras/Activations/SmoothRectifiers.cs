using Keras.Core;

namespace Keras.Activations;

/// <summary>Smooth likenesses of <c>max(0, x)</c>, and <c>x / (1 + |x|)</c>.</summary>
internal static class SmoothRectifiers
{
    /// <summary>
    /// <c>log(1 + e^x)</c>, as <c>max(x, 0) + log(1 + e^-|x|)</c>, which never overflows. -|x| is written as a choice: its slope at 0 is then -1, and
    /// the gradient there 1/2, as it should be.
    /// </summary>
    public static Value Softplus(Value x) => Op.Maximum(x, 0) + Op.Log(1 + Op.Exp(Op.Select(Op.Less(x, 0), x, -x)));

    /// <summary><c>(x + √(x² + 4)) / 2</c>.</summary>
    public static Value Squareplus(Value x) => (x + Op.Sqrt(x * x + 4)) / 2;

    /// <summary>0 up to -1, <c>(x + 1)² / 4</c> up to 1, then x.</summary>
    public static Value SparsePlus(Value x) => Op.Select(Op.LessEqual(x, -1), 0, Op.Select(Op.Less(x, 1), 0.25 * ((x + 1) * (x + 1)), x));

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static Value Softsign(Value x) => x / (1 + Op.Abs(x));
}
