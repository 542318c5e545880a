namespace Keras.Core;

/// <summary>Axes in another order: axis i of the result is axis <c>Permutation[i]</c> of the operand. The gradient is put back in order.</summary>
internal sealed record Transpose(Dimensions Permutation) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape;
        if (Permutation.Count != shape.Rank || Permutation.Distinct().Count() != shape.Rank || Permutation.Any(axis => axis < 0 || axis >= shape.Rank))
        {
            throw Mismatch($"a value whose axes {Permutation} puts in order", operands);
        }
        return (new(Permutation.Select(axis => shape[axis]).ToArray()), operands[0].DType);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var inverse = new int[Permutation.Count];
        for (int axis = 0; axis < inverse.Length; axis++)
        {
            inverse[Permutation[axis]] = axis;
        }
        return [Op.Transpose(gradient, new(inverse))];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Transpose"/>
    public static Value Transpose(Value x, Dimensions permutation) =>
        permutation == Dimensions.Range(x.Rank) ? x : new Transpose(permutation).Apply(x);

    /// <summary>Moves one axis to another place; the others keep their order.</summary>
    public static Value MoveAxis(Value x, int from, int to)
    {
        var axes = Enumerable.Range(0, x.Rank).ToList();
        int source = from < 0 ? from + x.Rank : from;
        axes.RemoveAt(source);
        axes.Insert(to < 0 ? to + x.Rank : to, source);
        return Transpose(x, new(axes.ToArray()));
    }
}
