namespace Keras.Core;

/// <summary>True where <c>x &lt;= y</c>.</summary>
internal sealed record LessEqual : Comparison
{
    public override double Evaluate(double x, double y) => x <= y ? 1 : 0;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.LessEqual"/>
    public static Value LessEqual(Value x, Value y) => Apply(new LessEqual(), x, y);
}
