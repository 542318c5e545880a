using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Elementwise work on numbers known now is done now.</summary>
internal static class FoldConstants
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Elementwise elementwise)
        {
            return null;
        }
        var numbers = new double[value.Operands.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (Scalars.Number(value.Operands[i]) is not { } number)
            {
                return null;
            }
            numbers[i] = number;
        }
        return Scalars.Fill(elementwise.Evaluate(numbers), value);
    }
}
