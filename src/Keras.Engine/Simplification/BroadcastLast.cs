using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Elementwise work on values that are all broadcast from one smaller shape (or from one number) is done before broadcasting.</summary>
internal static class BroadcastLast
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Elementwise || !value.Operands.All(operand => operand.Primitive is Broadcast))
        {
            return null;
        }
        var sources = Array.ConvertAll(value.Operands, operand => operand.Operands[0]);
        var large = sources.FirstOrDefault(source => source.Shape.Product != 1);
        if (sources.Any(source => source.Shape.Product != 1 && source.Shape != large!.Shape))
        {
            return null;
        }
        var shape = large?.Shape ?? [];
        if (shape.Product >= value.Shape.Product)
        {
            return null;
        }
        var small = Array.ConvertAll(sources, source => source.Shape == shape ? source : Op.Broadcast(Op.Reshape(source, []), shape));
        return Op.Broadcast(value.Primitive.Apply(small), value.Shape);
    }
}
