using Keras.Core;

namespace Keras.Activations;

/// <summary>Straight lines with a kink. At a kink the gradient is the one that TensorFlow takes.</summary>
internal static class Rectifiers
{
    /// <summary><c>max(0, x)</c>; at 0 the gradient is 0.</summary>
    public static Value Relu(Value x) => Op.Maximum(0, x);

    /// <summary><c>min(6, max(0, x))</c>; at 0 and 6 the gradient is 0.</summary>
    public static Value Relu6(Value x) => Op.Minimum(6, Relu(x));

    /// <summary><c>maxValue</c> above it, x from the threshold on, <c>negativeSlope (x - threshold)</c> below.</summary>
    public static Value Relu(Value x, double negativeSlope, double? maxValue, double threshold)
    {
        if (negativeSlope != 0 && maxValue is null && threshold == 0)
        {
            return LeakyRelu(x, negativeSlope);
        }
        var rising = threshold != 0 ? Op.Select(Op.Less(threshold, x), x, 0) : maxValue == 6 ? Relu6(x) : Relu(x);
        if (maxValue is { } largest && (largest != 6 || threshold != 0))
        {
            rising = Op.Maximum(Op.Minimum(rising, largest), 0);
        }
        return negativeSlope == 0 ? rising : rising - negativeSlope * Relu(threshold - x);
    }

    /// <summary>x where it is positive, <c>negativeSlope x</c> elsewhere.</summary>
    public static Value LeakyRelu(Value x, double negativeSlope) => Op.Select(Op.Less(0, x), x, negativeSlope * x);

    /// <summary>x, cut at -1 and 1.</summary>
    public static Value HardTanh(Value x) => Op.Maximum(Op.Minimum(x, 1), -1);
}
