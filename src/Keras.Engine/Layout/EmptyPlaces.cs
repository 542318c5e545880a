using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// Sums over images want zeros in the places of a group that hold no image of their own. Gradients are linear in the gradient that they come from, so that zeros put where the first of
/// them is made pass through all of them, and need not be put before each sum.
/// </summary>
/// <remarks>
/// A value is free when all that read it are sums over images, or pass zeros on and are free themselves; what reads it in rows does not see these places. Only free values are given zeros: all else keeps copies of an image, so that
/// nothing is computed from zeros that would not be finite.
/// </remarks>
internal sealed class EmptyPlaces
{
    private readonly HashSet<Value> _zero = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> _becomeZero = new(ReferenceEqualityComparer.Instance);

    /// <param name="values">The graph's values, each after its operands.</param>
    /// <param name="inLanes">Those that are computed in lanes.</param>
    public EmptyPlaces(IList<Value> values, IReadOnlySet<Value> inLanes)
    {
        var notFree = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        bool IsFree(Value value) => inLanes.Contains(value) && !notFree.Contains(value);
        foreach (var reader in values.Reverse())
        {
            notFree.UnionWith(reader.Operands.Where(operand => inLanes.Contains(reader) && !(IsFree(reader) && Linear(reader).Contains(operand))));
        }
        _zero.UnionWith(values.Select(reader => Summed(reader).FirstOrDefault(IsFree)).OfType<Value>());

        foreach (var value in values.Reverse().Where(_zero.Contains))
        {
            var passing = Passing(value, IsFree).ToList();
            if (passing.Count == 0)
            {
                _becomeZero.Add(value);
            }
            else
            {
                _zero.UnionWith(passing);
            }
        }
    }

    /// <summary>True of a value whose empty places hold zeros.</summary>
    public bool AreZero(Value value) => _zero.Contains(value);

    /// <summary>True of one that gets them when it is made: its operands do not have them.</summary>
    public bool BecomeZero(Value value) => _becomeZero.Contains(value);

    /// <summary>The operands of what sums over images; zeros in one of them are enough.</summary>
    private static Value[] Summed(Value reader) => reader.Primitive switch
    {
        WindowsWeights => [reader.Operands[1], reader.Operands[0]],
        Sum sum when sum.Axes.Contains(0) => reader.Operands,
        _ => [],
    };

    /// <summary>The operands whose zeros make the value's. Of a product's one is enough: the first, which the gradients' rules make the gradient.</summary>
    private static IEnumerable<Value> Passing(Value value, Func<Value, bool> isFree)
    {
        var linear = Linear(value);
        return value.Primitive is Multiply ? linear.Where(operand => isFree(operand) && !IsForAllImages(operand)).Take(1) : linear.All(isFree) ? linear : [];
    }

    private static bool IsForAllImages(Value value) => value.Primitive is Broadcast && !LaneRegions.KeepsBatch(value, value.Operands[0]);

    /// <summary>The operands that the value is linear in: together in a sum, each by itself in a product.</summary>
    private static IReadOnlyList<Value> Linear(Value value)
    {
        var operands = value.Operands;
        switch (value.Primitive)
        {
            case Multiply:
                return operands;
            case Add or Subtract when operands.All(operand => LaneRegions.KeepsBatch(value, operand)):
                return operands;
            case Negate or Reshape or Transpose or Slice or Pad or Concatenate or Sum:
                return operands;
            case Divide or WindowsDown or WindowsUp or PoolScatter:
                return ReferenceEquals(operands[0], operands[1]) ? [] : [operands[0]];
            case Broadcast when LaneRegions.KeepsBatch(value, operands[0]):
                return operands;
            case Select when Simplification.Scalars.Number(operands[2]) == 0 && !ReferenceEquals(operands[0], operands[1]):
                return [operands[1]];
            case Select when Simplification.Scalars.Number(operands[1]) == 0 && !ReferenceEquals(operands[0], operands[2]):
                return [operands[2]];
            default:
                return [];
        }
    }
}
