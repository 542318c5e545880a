namespace Keras.Core;

/// <summary>A primitive that makes one element of all the elements along some axes, which stay as axes of size one.</summary>
internal abstract record Reduction(Dimensions Axes) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape.ToArray();
        foreach (int axis in Axes)
        {
            if (axis < 0 || axis >= shape.Length)
            {
                throw Mismatch($"a value with the axes {Axes}", operands);
            }
            shape[axis] = 1;
        }
        return (new(shape), ResultType(operands[0].DType));
    }

    protected virtual KerasDType ResultType(KerasDType operand) => operand;
}

internal static partial class Op
{
    private static Dimensions NormalizeAxes(Value x, Dimensions? axes) =>
        axes is { } given ? new(given.Select(axis => axis < 0 ? axis + x.Rank : axis).Order().ToArray()) : Dimensions.Range(x.Rank);

    private static Value DropAxes(Value reduced, Dimensions axes, bool keepDimensions) => keepDimensions
        ? reduced
        : Reshape(reduced, new(Enumerable.Range(0, reduced.Rank).Where(axis => !axes.Contains(axis)).Select(axis => reduced.Shape[axis]).ToArray()));
}
