namespace Keras.Core;

/// <summary>
/// A part of a value: along each axis the elements <c>start, start + step, ...</c>, <c>size</c> of them. The gradient is padded
/// with zeros to the operand's shape.
/// </summary>
internal sealed record Slice(Dimensions Starts, Dimensions Sizes, Dimensions Steps) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape;
        bool fits = Starts.Count == shape.Rank && Sizes.Count == shape.Rank && Steps.Count == shape.Rank;
        for (int axis = 0; fits && axis < shape.Rank; axis++)
        {
            fits = Starts[axis] >= 0 && Sizes[axis] >= 0 && Steps[axis] >= 1
                && (Sizes[axis] == 0 || Starts[axis] + (Sizes[axis] - 1) * Steps[axis] < shape[axis]);
        }
        return fits ? (Sizes, operands[0].DType) : throw Mismatch($"a value that holds {Sizes} elements from {Starts} by steps of {Steps}", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var shape = result.Operands[0].Shape;
        int[] after = new int[shape.Rank], between = new int[shape.Rank];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            between[axis] = Steps[axis] - 1;
            int covered = Sizes[axis] == 0 ? 0 : (Sizes[axis] - 1) * Steps[axis] + 1;
            after[axis] = shape[axis] - Starts[axis] - covered;
        }
        return [Op.Pad(gradient, Starts, new(after), new(between))];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Slice"/>
    public static Value Slice(Value x, Dimensions starts, Dimensions sizes, Dimensions? steps = null)
    {
        var by = steps ?? Dimensions.Repeat(1, x.Rank);
        return sizes == x.Shape ? x : new Slice(starts, sizes, by).Apply(x);
    }

    /// <summary>A part of one axis; the other axes whole.</summary>
    public static Value SliceAxis(Value x, int axis, int start, int size, int step = 1)
    {
        int at = axis < 0 ? axis + x.Rank : axis;
        return Slice(x, Dimensions.Repeat(0, x.Rank).With(at, start), x.Shape.With(at, size), Dimensions.Repeat(1, x.Rank).With(at, step));
    }
}
