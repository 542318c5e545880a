namespace Keras.Core;

/// <summary>
/// The logistic function <c>1 / (1 + e^-x)</c>; its gradient is <c>g y (1 - y)</c>. A primitive because the gradient of its parts is
/// 0 times infinity where e^-x overflows.
/// </summary>
internal sealed record Sigmoid : Unary
{
    public override double Evaluate(double x) => 1 / (1 + Math.Exp(-x));

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * (y * (1 - y));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Sigmoid"/>
    public static Value Sigmoid(Value x) => new Sigmoid().Apply(x);
}
