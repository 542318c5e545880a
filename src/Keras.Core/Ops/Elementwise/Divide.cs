namespace Keras.Core;

/// <summary>The quotient <c>x / y</c>; the gradients are <c>g / y</c> and <c>-g z / y</c>.</summary>
internal sealed record Divide : Binary
{
    public override double Evaluate(double x, double y) => x / y;

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient / y, Op.Negate(gradient * z / y));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Divide"/>
    public static Value Divide(Value x, Value y) => Apply(new Divide(), x, y);
}
