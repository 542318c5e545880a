namespace Keras.Core;

/// <summary>Negation: <c>-x</c>; its gradient is <c>-g</c>.</summary>
internal sealed record Negate : Unary
{
    public override double Evaluate(double x) => -x;

    public override Value? Gradient(Value x, Value y, Value gradient) => Op.Negate(gradient);
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Negate"/>
    public static Value Negate(Value x) => new Negate().Apply(x);
}
