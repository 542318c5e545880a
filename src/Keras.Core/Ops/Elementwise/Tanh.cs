namespace Keras.Core;

/// <summary>The hyperbolic tangent; its gradient is <c>g (1 - y²)</c>.</summary>
internal sealed record Tanh : Unary
{
    public override double Evaluate(double x) => Math.Tanh(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * (1 - y * y);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Tanh"/>
    public static Value Tanh(Value x) => new Tanh().Apply(x);
}
