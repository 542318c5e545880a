namespace Keras.Core;

/// <summary>The sign: -1, 0 or 1; NaN of NaN. Its gradient is 0.</summary>
internal sealed record Sign : Unary
{
    public override double Evaluate(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => null;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Sign"/>
    public static Value Sign(Value x) => new Sign().Apply(x);
}
