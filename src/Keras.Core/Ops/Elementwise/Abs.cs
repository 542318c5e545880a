namespace Keras.Core;

/// <summary>The absolute value; its gradient is <c>g sign x</c>.</summary>
internal sealed record Abs : Unary
{
    public override double Evaluate(double x) => Math.Abs(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * Op.Sign(x);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Abs"/>
    public static Value Abs(Value x) => new Abs().Apply(x);
}
