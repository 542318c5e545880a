using Keras.Core;

namespace Keras.Activations;

/// <summary>Functions that multiply their operand by a gate made of it.</summary>
internal static class Gates
{
    /// <summary><c>x sigmoid(x)</c>.</summary>
    public static Value Silu(Value x) => x * Op.Sigmoid(x);

    /// <summary><c>x hard_sigmoid(x)</c>.</summary>
    public static Value HardSilu(Value x) => x * Sigmoids.HardSigmoid(x);

    /// <summary><c>x tanh(softplus(x))</c>.</summary>
    public static Value Mish(Value x) => x * Op.Tanh(SmoothRectifiers.Softplus(x));

    /// <summary><c>x Φ(x)</c>, Φ the normal distribution: <c>x (1 + erf(x / √2)) / 2</c>.</summary>
    public static Value Gelu(Value x) => 0.5 * x * (1 + Op.Erf(x * (1 / Math.Sqrt(2))));

    /// <summary>The first half of the last axis times the sigmoid of the second.</summary>
    public static Value Glu(Value x)
    {
        int size = x.Shape[-1];
        return size % 2 == 0
            ? Op.SliceAxis(x, -1, 0, size / 2) * Op.Sigmoid(Op.SliceAxis(x, -1, size / 2, size / 2))
            : throw new ArgumentException($"The activation 'glu' halves the last axis: expected an even size, received {size}.");
    }
}
