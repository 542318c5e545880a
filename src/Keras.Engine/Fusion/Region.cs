using Keras.Core;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>
/// Elementwise values with equally many elements, computed together in row-major order, tile by tile, so that what only members
/// read never leaves the cache. <paramref name="Results"/> are the members that others read.
/// </summary>
internal sealed record Region(IReadOnlyList<Value> Members, IReadOnlyList<Value> Results)
{
    public int Length => Members[0].Shape.Product;

    /// <summary>A guess at how long the region takes on one thread.</summary>
    public double Nanoseconds => 0.1 * Length * Members.Count;

    /// <summary>What a member reads: a member, an array with as many elements, or a smaller one spread by <see cref="Spread"/>.</summary>
    public static Value Source(Value operand) =>
        Aliases.Root(operand) is { Primitive: Broadcast } broadcast ? Aliases.Root(broadcast.Operands[0]) : Aliases.Root(operand);

    /// <summary>How the elements of <see cref="Source"/> are repeated to make the operand; <c>null</c> when they are not.</summary>
    public static Spread? Spread(Value operand) =>
        Aliases.Root(operand) is { Primitive: Broadcast broadcast } root ? Fusion.Spread.Of(root.Operands[0].Shape, broadcast.Target) : null;

    /// <summary>The memory that the members read.</summary>
    public IEnumerable<Value> Operands()
    {
        var members = new HashSet<Value>(Members, ReferenceEqualityComparer.Instance);
        return Members.SelectMany(member => member.Operands)
            .Where(operand => !members.Contains(Aliases.Root(operand)))
            .Select(Source);
    }

    /// <summary>The operands that are read element by element.</summary>
    public IReadOnlySet<Value> ReadInPlace()
    {
        var spread = Members.SelectMany(member => member.Operands).Where(operand => Spread(operand) is not null).Select(Source);
        var operands = new HashSet<Value>(Operands(), ReferenceEqualityComparer.Instance);
        operands.ExceptWith(spread.Where(operand => operand.Shape.Product > 1 || Length > 1));
        return operands;
    }

    public override string ToString() => string.Join(" ", Members.Select(member => member.Primitive.Name));
}
