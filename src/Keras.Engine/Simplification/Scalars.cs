using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Recognises numbers known when the plan is made.</summary>
internal static class Scalars
{
    /// <summary>The number that a value holds everywhere, if that is known.</summary>
    public static double? Number(Value value)
    {
        while (value.Primitive is Broadcast or Reshape)
        {
            value = value.Operands[0];
        }
        return value.Primitive is Constant { Numbers: [var number] } ? number : null;
    }

    public static Value Fill(double number, Value like) => Op.Fill(like.Shape, number, like.DType);
}
