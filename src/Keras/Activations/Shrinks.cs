using Keras.Core;

namespace Keras.Activations;

/// <summary>Functions that take away what is small.</summary>
internal static class Shrinks
{
    /// <summary>x moved by 0.5 towards 0, and 0 nearer to it.</summary>
    public static Value SoftShrink(Value x) => Op.Select(Op.Less(0.5, x), x - 0.5, Op.Select(Op.LessEqual(-0.5, x), 0, x + 0.5));

    /// <summary>x where its absolute value is more than 0.5, else 0.</summary>
    public static Value HardShrink(Value x) => Op.Select(Op.LessEqual(Op.Abs(x), 0.5), 0, x);

    /// <summary><c>x - tanh(x)</c>.</summary>
    public static Value TanhShrink(Value x) => x - Op.Tanh(x);

    /// <summary>x where it is more than the threshold, else the default value.</summary>
    public static Value Threshold(Value x, double threshold, double defaultValue) => Op.Select(Op.LessEqual(x, threshold), defaultValue, x);
}
