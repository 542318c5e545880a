namespace Keras.Core;

/// <summary>The sum <c>x + y</c>; both gradients are g.</summary>
internal sealed record Add : Binary
{
    public override double Evaluate(double x, double y) => x + y;

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient, gradient);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Add"/>
    public static Value Add(Value x, Value y) => Apply(new Add(), x, y);
}
