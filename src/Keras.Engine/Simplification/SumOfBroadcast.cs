using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>The sum of one number repeated is a product.</summary>
internal static class SumOfBroadcast
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Sum || value.Operands[0] is not { Primitive: Broadcast } broadcast || broadcast.Operands[0].Shape.Product != 1 || value.Shape.Product == 0)
        {
            return null;
        }
        int count = broadcast.Shape.Product / value.Shape.Product;
        return Op.Broadcast(Op.Reshape(broadcast.Operands[0], []) * Op.Constant(count, value.DType), value.Shape);
    }
}
