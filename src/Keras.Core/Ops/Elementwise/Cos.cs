namespace Keras.Core;

/// <summary>The cosine of an angle in radians; its gradient is <c>-g sin x</c>.</summary>
internal sealed record Cos : Unary
{
    public override double Evaluate(double x) => Math.Cos(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => Op.Negate(gradient * Op.Sin(x));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Cos"/>
    public static Value Cos(Value x) => new Cos().Apply(x);
}
