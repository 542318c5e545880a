using System.Numerics;
using Keras.Core;
using Keras.Engine.Simplification;

namespace Keras.Engine.Lowering;

/// <summary>The parts that a long reduction to few elements is cut into, [parts, result...].</summary>
internal sealed record ReductionParts(Reduction Whole, int Count) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var (shape, dtype) = Whole.Infer(operands);
        return ([Count, .. shape], dtype);
    }

    public override Value?[] Gradient(Value result, Value gradient) => throw new InvalidOperationException("Graphs are differentiated before they are lowered.");

    /// <summary>Writes every reduction that is worth it as its parts, joined.</summary>
    public static Graph Split<T>(Graph graph) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Rewriting.Apply(graph, (value, operands) =>
    {
        int count = value.Primitive is Sum or Max ? ReductionOperation<T>.PartCount((Reduction)value.Primitive, operands[0].Shape) : 1;
        return count == 1
            ? Rewriting.Renew(value, operands)
            : new JoinParts((Reduction)value.Primitive, operands[0].Shape).Apply(new ReductionParts((Reduction)value.Primitive, count).Apply(operands));
    });
}

/// <summary>The reduction of a value of shape <paramref name="Operand"/>, from its parts in order.</summary>
internal sealed record JoinParts(Reduction Whole, Dimensions Operand) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => (operands[0].Shape.Slice(1, operands[0].Rank - 1), operands[0].DType);

    public override Value?[] Gradient(Value result, Value gradient) => throw new InvalidOperationException("Graphs are differentiated before they are lowered.");
}
