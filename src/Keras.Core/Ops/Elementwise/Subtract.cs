namespace Keras.Core;

/// <summary>The difference <c>x - y</c>; the gradients are g and -g.</summary>
internal sealed record Subtract : Binary
{
    public override double Evaluate(double x, double y) => x - y;

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient, Op.Negate(gradient));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Subtract"/>
    public static Value Subtract(Value x, Value y) => Apply(new Subtract(), x, y);
}
