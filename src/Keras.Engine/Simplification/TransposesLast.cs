using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// Elementwise work and reductions on transposed values are done before transposing, so that transposes there and back (channels first around a convolution) meet
/// and cancel. What is broadcast is transposed while it is small.
/// </summary>
internal static class TransposesLast
{
    public static Value? Try(Value value)
    {
        if (value.Operands.Length == 0 || Array.Find(value.Operands, operand => operand.Primitive is Transpose) is not { } first)
        {
            return null;
        }
        var permutation = ((Transpose)first.Primitive).Permutation;
        switch (value.Primitive)
        {
            case Elementwise:
                var before = new Value[value.Operands.Length];
                for (int i = 0; i < before.Length; i++)
                {
                    if (Untransposed(value.Operands[i], permutation) is not { } operand)
                    {
                        return null;
                    }
                    before[i] = operand;
                }
                return Op.Transpose(value.Primitive.Apply(before), permutation);
            case Sum sum:
                return Op.Transpose(new Sum(Moved(sum.Axes, permutation)).Apply(first.Operands[0]), permutation);
            case Max max:
                return Op.Transpose(new Max(Moved(max.Axes, permutation)).Apply(first.Operands[0]), permutation);
            default:
                return null;
        }
    }

    private static Dimensions Moved(Dimensions axes, Dimensions permutation) => new([.. axes.Select(axis => permutation[axis]).Order()]);

    /// <summary>The value whose transpose the operand is, if that costs nothing much.</summary>
    private static Value? Untransposed(Value operand, Dimensions permutation)
    {
        if (operand.Primitive is Transpose transpose)
        {
            return transpose.Permutation == permutation ? operand.Operands[0] : null;
        }
        if (operand.Primitive is not Broadcast)
        {
            return null;
        }
        var source = operand.Operands[0];
        var inverse = new int[permutation.Count];
        for (int axis = 0; axis < inverse.Length; axis++)
        {
            inverse[permutation[axis]] = axis;
        }
        var target = new Dimensions([.. inverse.Select(axis => operand.Shape[axis])]);
        if (source.Shape.Product == 1)
        {
            return Op.Broadcast(Op.Reshape(source, []), target);
        }
        var whole = Op.Reshape(source, [.. Dimensions.Repeat(1, operand.Rank - source.Rank), .. source.Shape]);
        return Op.Broadcast(Op.Transpose(whole, new(inverse)), target);
    }
}
