namespace Keras.Core;

/// <summary>The square root; its gradient is <c>g / (2 y)</c>.</summary>
internal sealed record Sqrt : Unary
{
    public override double Evaluate(double x) => Math.Sqrt(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient / (y * 2);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Sqrt"/>
    public static Value Sqrt(Value x) => new Sqrt().Apply(x);
}
