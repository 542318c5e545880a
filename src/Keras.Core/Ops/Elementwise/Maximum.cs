namespace Keras.Core;

/// <summary>The larger of two numbers; NaN when one is NaN. The gradient goes to x where <c>x &gt;= y</c>, else to y, as in TensorFlow.</summary>
internal sealed record Maximum : Binary
{
    public override double Evaluate(double x, double y) => double.IsNaN(x) ? x : double.IsNaN(y) ? y : Math.Max(x, y);

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (Op.Select(Op.LessEqual(y, x), gradient, 0), Op.Select(Op.LessEqual(y, x), 0, gradient));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Maximum"/>
    public static Value Maximum(Value x, Value y) => Apply(new Maximum(), x, y);
}
