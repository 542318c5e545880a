using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Movements of movements, and movements that move nothing.</summary>
internal static class Movements
{
    public static Value? Try(Value value)
    {
        if (value.Operands.Length != 1)
        {
            return null;
        }
        var operand = value.Operands[0];
        switch (value.Primitive)
        {
            case Reshape or Broadcast or Slice when operand.Shape == value.Shape:
                return operand;
            case Reshape when operand.Primitive is Reshape:
                return Op.Reshape(operand.Operands[0], value.Shape);
            case Reshape when operand.Primitive is Broadcast && operand.Operands[0].Shape.Product == 1:
                return Op.Broadcast(Op.Reshape(operand.Operands[0], []), value.Shape);
            case Broadcast when operand.Primitive is Broadcast:
                return Op.Broadcast(operand.Operands[0], value.Shape);
            case Broadcast when operand.Shape.Product == value.Shape.Product:
                return Op.Reshape(operand, value.Shape);
            case Transpose outer when operand.Primitive is Transpose inner:
                return Op.Transpose(operand.Operands[0], new([.. outer.Permutation.Select(axis => inner.Permutation[axis])]));
            case Transpose or Slice when Scalars.Number(operand) is { } number:
                return Scalars.Fill(number, value);
            case Transpose transpose when MovesOnlyUnits(transpose, operand.Shape):
                return Op.Reshape(operand, value.Shape);
            case Reduction reduction when reduction is not ArgMax && reduction.Axes.All(axis => operand.Shape[axis] == 1):
                return operand;
            default:
                return null;
        }
    }

    private static bool MovesOnlyUnits(Transpose transpose, Dimensions shape)
    {
        var axes = transpose.Permutation.Where(axis => shape[axis] != 1).ToArray();
        return axes.SequenceEqual(axes.Order());
    }
}
