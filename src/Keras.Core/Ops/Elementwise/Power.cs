namespace Keras.Core;

/// <summary>The power <c>x^y</c>; the gradients are <c>g y x^(y-1)</c> and <c>g z log x</c>, the latter 0 where x is not positive.</summary>
internal sealed record Power : Binary
{
    public override double Evaluate(double x, double y) => Math.Pow(x, y);

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient * y * Op.Power(x, y - 1), Op.Select(Op.Less(0, x), gradient * z * Op.Log(Op.Select(Op.Less(0, x), x, 1)), 0));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Power"/>
    public static Value Power(Value x, Value y) => Apply(new Power(), x, y);
}
