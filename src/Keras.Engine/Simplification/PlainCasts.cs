using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// The engine stores every dtype in one element type, so that a cast to a floating dtype changes nothing, nor does a cast to a
/// dtype that the numbers are already of.
/// </summary>
internal static class PlainCasts
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Cast cast)
        {
            return null;
        }
        var operand = value.Operands[0];
        bool isWhole = operand.Primitive is Comparison or ArgMax or MaxPoolPlace || (operand.Primitive is Cast first && !first.Target.IsFloating);
        bool isTruth = operand.Primitive is Comparison || operand.Primitive is Cast { Target.Name: "bool" };
        return cast.Target.IsFloating || (cast.Target == KerasDType.Bool ? isTruth : isWhole) ? operand : null;
    }
}
