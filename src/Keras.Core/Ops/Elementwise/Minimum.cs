namespace Keras.Core;

/// <summary>The smaller of two numbers; NaN when one is NaN. The gradient goes to x where <c>x &lt;= y</c>, else to y, as in TensorFlow.</summary>
internal sealed record Minimum : Binary
{
    public override double Evaluate(double x, double y) => double.IsNaN(x) ? x : double.IsNaN(y) ? y : Math.Min(x, y);

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (Op.Select(Op.LessEqual(x, y), gradient, 0), Op.Select(Op.LessEqual(x, y), 0, gradient));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Minimum"/>
    public static Value Minimum(Value x, Value y) => Apply(new Minimum(), x, y);
}
