namespace Keras.Core;

/// <summary>
/// Surrounds a value with zeros: <c>Before</c> and <c>After</c> at the ends of each axis, <c>Between</c> between neighbours.
/// The gradient is the slice that takes them away.
/// </summary>
internal sealed record Pad(Dimensions Before, Dimensions After, Dimensions Between) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape;
        if (Before.Count != shape.Rank || After.Count != shape.Rank || Between.Count != shape.Rank || Before.Concat(After).Concat(Between).Any(count => count < 0))
        {
            throw Mismatch($"a value of rank {Before.Count} and paddings of 0 or more", operands);
        }
        var padded = new int[shape.Rank];
        for (int axis = 0; axis < padded.Length; axis++)
        {
            padded[axis] = Before[axis] + shape[axis] + Math.Max(shape[axis] - 1, 0) * Between[axis] + After[axis];
        }
        return (new(padded), operands[0].DType);
    }

    public override Value?[] Gradient(Value result, Value gradient) =>
        [Op.Slice(gradient, Before, result.Operands[0].Shape, new(Between.Select(count => count + 1).ToArray()))];
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Pad"/>
    public static Value Pad(Value x, Dimensions before, Dimensions after, Dimensions? between = null)
    {
        var gaps = between ?? Dimensions.Repeat(0, x.Rank);
        return before.Concat(after).Concat(gaps).All(count => count == 0) ? x : new Pad(before, after, gaps).Apply(x);
    }
}
