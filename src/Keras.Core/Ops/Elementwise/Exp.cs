namespace Keras.Core;

/// <summary>The exponential: <c>e^x</c>; its gradient is <c>g y</c>.</summary>
internal sealed record Exp : Unary
{
    public override double Evaluate(double x) => Math.Exp(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * y;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Exp"/>
    public static Value Exp(Value x) => new Exp().Apply(x);
}
