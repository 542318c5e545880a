using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Operations that give back an operand whatever it holds (NaN and infinities too), and powers that are products.</summary>
internal static class NeutralOperands
{
    public static Value? Try(Value value)
    {
        var first = value.Operands.ElementAtOrDefault(0);
        var second = value.Operands.ElementAtOrDefault(1);
        return value.Primitive switch
        {
            Multiply when Scalars.Number(second!) == 1 => first,
            Multiply when Scalars.Number(first!) == 1 => second,
            Multiply when Scalars.Number(second!) == -1 => Op.Negate(first!),
            Multiply when Scalars.Number(first!) == -1 => Op.Negate(second!),
            Divide when Scalars.Number(second!) == 1 => first,
            Subtract when Scalars.Number(second!) == 0 => first,
            Power when Scalars.Number(second!) == 1 => first,
            Power when Scalars.Number(second!) == 2 => Op.Multiply(first!, first!),
            Negate when first!.Primitive is Negate => first.Operands[0],
            Add when second!.Primitive is Negate => Op.Subtract(first!, second.Operands[0]),
            Subtract when second!.Primitive is Negate => Op.Add(first!, second.Operands[0]),
            Select when Scalars.Number(first!) is { } condition => condition != 0 ? second : value.Operands[2],
            _ => null,
        };
    }
}
