namespace Keras.Core;

/// <summary>The largest whole number that is not larger; its gradient is 0.</summary>
internal sealed record Floor : Unary
{
    public override double Evaluate(double x) => Math.Floor(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => null;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Floor"/>
    public static Value Floor(Value x) => new Floor().Apply(x);
}
