using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>The same elements in memory of their own.</summary>
internal sealed record Copy : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => (operands[0].Shape, operands[0].DType);

    public override Value?[] Gradient(Value result, Value gradient) => [gradient];
}
