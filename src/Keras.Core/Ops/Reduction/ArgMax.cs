namespace Keras.Core;

/// <summary>The place of the first largest element along one axis, an int32; it has no gradient.</summary>
internal sealed record ArgMax(int Axis) : Reduction([Axis])
{
    public override Value?[] Gradient(Value result, Value gradient) => [null];

    protected override KerasDType ResultType(KerasDType operand) => KerasDType.Int32;
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.ArgMax"/>
    public static Value ArgMax(Value x, int axis, bool keepDimensions = false)
    {
        int at = axis < 0 ? axis + x.Rank : axis;
        return DropAxes(new ArgMax(at).Apply(x), [at], keepDimensions);
    }
}
