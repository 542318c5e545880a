namespace Keras.Core;

/// <summary>The product <c>x y</c>; the gradients are <c>g y</c> and <c>g x</c>.</summary>
internal sealed record Multiply : Binary
{
    public override double Evaluate(double x, double y) => x * y;

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient * y, gradient * x);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Multiply"/>
    public static Value Multiply(Value x, Value y) => Apply(new Multiply(), x, y);
}
