namespace Keras.Core;

/// <summary>True where <c>x &lt; y</c>.</summary>
internal sealed record Less : Comparison
{
    public override double Evaluate(double x, double y) => x < y ? 1 : 0;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Less"/>
    public static Value Less(Value x, Value y) => Apply(new Less(), x, y);
}
