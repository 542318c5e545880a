namespace Keras.Core;

/// <summary>
/// Converts to another dtype: to integers by dropping the fraction, to bool as <c>x ≠ 0</c>. The gradient passes between
/// floating dtypes and stops at the others.
/// </summary>
internal sealed record Cast(KerasDType Target) : Unary
{
    public override double Evaluate(double x) =>
        Target == KerasDType.Bool ? (x != 0 ? 1 : 0) : Target.IsFloating ? x : Math.Truncate(x);

    public override Value? Gradient(Value x, Value y, Value gradient) =>
        Target.IsFloating && x.DType.IsFloating ? Op.Cast(gradient, x.DType) : null;

    protected override KerasDType ResultType(ReadOnlySpan<Value> operands) => Target;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Cast"/>
    public static Value Cast(Value x, KerasDType dtype) => x.DType == dtype ? x : new Cast(dtype).Apply(x);
}
