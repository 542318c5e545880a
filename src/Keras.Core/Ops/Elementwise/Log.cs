namespace Keras.Core;

/// <summary>The natural logarithm; its gradient is <c>g / x</c>.</summary>
internal sealed record Log : Unary
{
    public override double Evaluate(double x) => Math.Log(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient / x;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Log"/>
    public static Value Log(Value x) => new Log().Apply(x);
}
