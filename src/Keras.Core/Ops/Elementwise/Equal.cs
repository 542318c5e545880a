namespace Keras.Core;

/// <summary>True where <c>x = y</c>.</summary>
internal sealed record Equal : Comparison
{
    public override double Evaluate(double x, double y) => x == y ? 1 : 0;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Equal"/>
    public static Value Equal(Value x, Value y) => Apply(new Equal(), x, y);
}
