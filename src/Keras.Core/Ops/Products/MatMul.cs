namespace Keras.Core;

/// <summary>
/// The matrix product over the last two axes, either side transposed first if so marked; leading axes, equal on both sides,
/// count matrices. The gradients are matrix products again.
/// </summary>
internal sealed record MatMul(bool TransposeLeft, bool TransposeRight) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var (left, right) = (operands[0].Shape, operands[1].Shape);
        if (left.Rank < 2 || left.Rank != right.Rank || left.Slice(0, left.Rank - 2) != right.Slice(0, right.Rank - 2))
        {
            throw Mismatch("two matrices, or as many on either side", operands);
        }
        var (rows, inner) = TransposeLeft ? (left[-1], left[-2]) : (left[-2], left[-1]);
        var (depth, columns) = TransposeRight ? (right[-1], right[-2]) : (right[-2], right[-1]);
        return inner == depth
            ? (left.With(-2, rows).With(-1, columns), operands[0].DType)
            : throw Mismatch($"inner dimensions that are equal ({inner} and {depth} are not)", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var (a, b) = (result.Operands[0], result.Operands[1]);
        return (TransposeLeft, TransposeRight) switch
        {
            (false, false) => [Op.MatMul(gradient, b, false, true), Op.MatMul(a, gradient, true, false)],
            (false, true) => [Op.MatMul(gradient, b), Op.MatMul(gradient, a, true, false)],
            (true, false) => [Op.MatMul(b, gradient, false, true), Op.MatMul(a, gradient)],
            (true, true) => [Op.MatMul(b, gradient, true, true), Op.MatMul(gradient, a, true, true)],
        };
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.MatMul"/>
    public static Value MatMul(Value left, Value right, bool transposeLeft = false, bool transposeRight = false) =>
        new MatMul(transposeLeft, transposeRight).Apply(left, right);
}
