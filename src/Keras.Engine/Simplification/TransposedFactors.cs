using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>A matrix product reads a transposed factor as it lies.</summary>
internal static class TransposedFactors
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not MatMul matMul)
        {
            return null;
        }
        if (SwapsLast(value.Operands[0]))
        {
            return Op.MatMul(value.Operands[0].Operands[0], value.Operands[1], !matMul.TransposeLeft, matMul.TransposeRight);
        }
        return SwapsLast(value.Operands[1])
            ? Op.MatMul(value.Operands[0], value.Operands[1].Operands[0], matMul.TransposeLeft, !matMul.TransposeRight)
            : null;
    }

    private static bool SwapsLast(Value value)
    {
        int rank = value.Rank;
        return value.Primitive is Transpose transpose && transpose.Permutation[-1] == rank - 2 && transpose.Permutation[-2] == rank - 1
            && transpose.Permutation.Take(rank - 2).SequenceEqual(Enumerable.Range(0, rank - 2));
    }
}
