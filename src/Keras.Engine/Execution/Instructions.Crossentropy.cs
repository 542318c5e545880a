using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Planning;
using Keras.Engine.Simplification;

namespace Keras.Engine.Execution;

internal sealed unsafe partial class Instructions<T>
{
    /// <summary>The gradient of the cross-entropy of a sigmoid, <c>(sigmoid(x) - y) g</c>, and the cross-entropy itself, which nothing else in the region reads, in one; with limits of x where there are any.</summary>
    private Instruction? CrossentropyStep(Value member, HashSet<Value> absorbed, List<Instruction> later)
    {
        var inner = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var limited = Limited(member, inner);
        var product = limited?.Gradient ?? member;
        if (SlopeOfSigmoid(product, inner) is not var (x, y, g) || Crossentropy(x, y) is not { } crossentropy || later.Exists(one => one.Result == crossentropy))
        {
            return null;
        }
        var logits = limited is null ? x : limited.Value.Logits;
        if ((limited is not null && limited.Value.Within != Aliases.Root(x)) || Region.Spread(logits) is not null || Region.Spread(y) is not null)
        {
            return null;
        }
        absorbed.UnionWith([.. inner, crossentropy]);
        return limited is var (_, _, least, most, _)
            ? new(member, &CrossentropyStep<T>.RunLimited, [logits, y, g, least, most], crossentropy)
            : new(member, &CrossentropyStep<T>.Run, [logits, y, g], crossentropy);
    }

    /// <summary>x, y and the number g of <c>(sigmoid(x) - y) g</c>.</summary>
    private (Value X, Value Y, Value G)? SlopeOfSigmoid(Value product, HashSet<Value> absorbed)
    {
        for (int side = 0; side < 2 && product.Primitive is Multiply; side++)
        {
            if (Inner<Subtract>(product, side) is { } difference && Inner<Sigmoid>(difference, 0) is { } sigmoid && IsNumber(product.Operands[1 - side]))
            {
                absorbed.UnionWith([difference, sigmoid]);
                return (sigmoid.Operands[0], difference.Operands[1], product.Operands[1 - side]);
            }
        }
        return null;
    }

    /// <summary>The member that is the cross-entropy of the sigmoid of x and y, where only others than the region's members read it.</summary>
    private Value? Crossentropy(Value x, Value y) => _unread.FirstOrDefault(member =>
        member.Primitive is SigmoidCrossentropy && Aliases.Root(member.Operands[0]) == Aliases.Root(x) && Aliases.Root(member.Operands[1]) == Aliases.Root(y));

    /// <summary>The parts of <c>a &lt;= z ? max(z, a) &lt;= b ? gradient : 0 : 0</c>, the gradient to z of <c>min(max(z, a), b)</c>.</summary>
    private (Value Gradient, Value Logits, Value Least, Value Most, Value Within)? Limited(Value member, HashSet<Value> absorbed)
    {
        if (Where(member) is not var (above, inside) || !_absorbable.Contains(inside) || Where(inside) is not var (below, gradient) || !_absorbable.Contains(gradient))
        {
            return null;
        }
        var (least, logits, most) = (above.Operands[0], above.Operands[1], below.Operands[1]);
        var maximum = Aliases.Root(below.Operands[0]);
        var within = _absorbableByTwo.FirstOrDefault(value => value.Primitive is Minimum && Aliases.Root(value.Operands[0]) == maximum && IsSameNumber(value.Operands[1], most));
        if (within is null || maximum.Primitive is not Maximum || !_absorbableByTwo.Contains(maximum)
            || Aliases.Root(maximum.Operands[0]) != Aliases.Root(logits) || !IsSameNumber(maximum.Operands[1], least) || !(Scalars.Number(least) <= Scalars.Number(most)))
        {
            return null;
        }
        absorbed.UnionWith([above, inside, below, gradient, maximum, within]);
        return (gradient, logits, least, most, within);
    }

    /// <summary>The comparison and x of <c>y &lt;= z ? x : 0</c>.</summary>
    private (Value Comparison, Value Chosen)? Where(Value member) =>
        member.Primitive is Select && Inner<LessEqual>(member, 0) is { } comparison && Scalars.Number(member.Operands[2]) == 0 ? (comparison, Aliases.Root(member.Operands[1])) : null;
}
