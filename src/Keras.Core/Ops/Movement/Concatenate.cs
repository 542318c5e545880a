namespace Keras.Core;

/// <summary>Values one after the other along an axis; the gradient is cut into the same parts.</summary>
internal sealed record Concatenate(int Axis) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        int total = 0;
        foreach (var operand in operands)
        {
            if (operand.Rank != operands[0].Rank || operand.Shape.With(Axis, 0) != operands[0].Shape.With(Axis, 0))
            {
                throw Mismatch($"shapes that are equal but for axis {Axis}", operands);
            }
            total += operand.Shape[Axis];
        }
        return (operands[0].Shape.With(Axis, total), operands[0].DType);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var parts = new Value?[result.Operands.Length];
        for (int i = 0, start = 0; i < parts.Length; i++)
        {
            int size = result.Operands[i].Shape[Axis];
            parts[i] = Op.SliceAxis(gradient, Axis, start, size);
            start += size;
        }
        return parts;
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Concatenate"/>
    public static Value Concatenate(IReadOnlyList<Value> values, int axis) =>
        values.Count == 1 ? values[0] : new Concatenate(axis < 0 ? axis + values[0].Rank : axis).Apply(values.ToArray());
}
