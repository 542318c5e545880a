namespace Keras.Core;

/// <summary>The sine of an angle in radians; its gradient is <c>g cos x</c>.</summary>
internal sealed record Sin : Unary
{
    public override double Evaluate(double x) => Math.Sin(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * Op.Cos(x);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Sin"/>
    public static Value Sin(Value x) => new Sin().Apply(x);
}
