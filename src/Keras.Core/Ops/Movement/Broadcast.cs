namespace Keras.Core;

/// <summary>
/// Repeats a value along axes of size one, and along new axes in front, to a larger shape (NumPy's rules). The gradient is the sum
/// over the repeated axes.
/// </summary>
internal sealed record Broadcast(Dimensions Target) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape;
        int added = Target.Rank - shape.Rank;
        bool fits = added >= 0;
        for (int axis = 0; fits && axis < shape.Rank; axis++)
        {
            fits = shape[axis] == Target[axis + added] || shape[axis] == 1;
        }
        return fits ? (Target, operands[0].DType) : throw Mismatch($"a shape that can be broadcast to {Target}", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var shape = result.Operands[0].Shape;
        int added = Target.Rank - shape.Rank;
        var axes = Enumerable.Range(0, Target.Rank).Where(axis => axis < added || (shape[axis - added] == 1 && Target[axis] != 1)).ToArray();
        return [Op.Reshape(Op.Sum(gradient, new Dimensions(axes), keepDimensions: true), shape)];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Broadcast"/>
    public static Value Broadcast(Value x, Dimensions shape) => x.Shape == shape ? x : new Broadcast(shape).Apply(x);

    /// <summary>The shape that both shapes can be broadcast to.</summary>
    public static Dimensions BroadcastShape(Dimensions left, Dimensions right)
    {
        var shape = new int[Math.Max(left.Rank, right.Rank)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int a = i <= left.Rank ? left[left.Rank - i] : 1, b = i <= right.Rank ? right[right.Rank - i] : 1;
            shape[^i] = a == b || b == 1 ? a : a == 1 ? b : throw new InvalidOperationException($"Shapes {left} and {right} cannot be broadcast together: counted from the last, dimension {i} is {a} in one and {b} in the other.");
        }
        return new(shape);
    }
}
