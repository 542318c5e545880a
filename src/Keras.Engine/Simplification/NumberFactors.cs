using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Twice a product with a number, and its opposite, as they come from the gradient of a square: the number alone changes, which rounds nothing.</summary>
internal static class NumberFactors
{
    public static Value? Try(Value value) => value.Primitive switch
    {
        Add when value.Operands[0] == value.Operands[1] => Times(value.Operands[0], 2),
        Negate => Times(value.Operands[0], -1),
        _ => null,
    };

    private static Value? Times(Value product, double factor)
    {
        for (int side = 0; side < 2 && product.Primitive is Multiply; side++)
        {
            if (Scalars.Number(product.Operands[side]) is { } number)
            {
                return product.Operands[1 - side] * Scalars.Fill(factor * number, product);
            }
        }
        return null;
    }
}
