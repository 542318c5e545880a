using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;
using Keras.Engine.Simplification;

namespace Keras.Engine.Execution;

/// <summary>
/// Chooses the kernels of a region's members. Where a member is the only reader of another, one kernel may do the work of both: a tile is
/// then read and written once less.
/// </summary>
internal sealed unsafe partial class Instructions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<Value> _absorbable;
    private readonly HashSet<Value> _absorbableByTwo;
    private readonly HashSet<Value> _absorbableByThree;
    private readonly HashSet<Value> _averages;
    private readonly HashSet<Value> _unread;

    private Instructions(Region region)
    {
        var readers = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        foreach (var operand in region.Members.SelectMany(member => member.Operands).Select(Aliases.Root))
        {
            readers[operand] = readers.GetValueOrDefault(operand) + 1;
        }
        HashSet<Value> ReadBy(int count, bool isStored = false) =>
            new(region.Members.Where(member => readers.GetValueOrDefault(member) == count && region.Results.Contains(member) == isStored), ReferenceEqualityComparer.Instance);
        (_absorbable, _absorbableByTwo, _absorbableByThree, _averages, _unread) = (ReadBy(1), ReadBy(2), ReadBy(3), ReadBy(1, isStored: true), ReadBy(0, isStored: true));
    }

    /// <summary>A kernel, what it reads, the member that it computes, and other members that it computes beside it: the kernel finds where they go after its operands.</summary>
    public readonly struct Instruction(Value result, delegate*<T*, Operand<T>*, nint, void> kernel, Value[] operands, params Value[] others)
    {
        public Value[] Others { get; } = others;

        public Value Result { get; } = result;

        public delegate*<T*, Operand<T>*, nint, void> Kernel { get; } = kernel;

        public Value[] Operands { get; } = operands;
    }

    public static Instruction[] Of(Region region)
    {
        var chooser = new Instructions<T>(region);
        var chosen = new List<Instruction>();
        var absorbed = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var member in region.Members.Reverse().Where(member => !absorbed.Contains(member)))
        {
            chosen.Add(chooser.AdamStep(member, absorbed, chosen) ?? chooser.CrossentropyStep(member, absorbed, chosen) ?? chooser.Choose(member, absorbed));
        }
        chosen.Reverse();
        return [.. chosen];
    }

    private Instruction Choose(Value member, HashSet<Value> absorbed)
    {
        if (Towards(member, absorbed) is { } towards)
        {
            if (Aliases.Root(towards[1]) is { Primitive: Multiply } square && IsSquare(square))
            {
                absorbed.Add(square);
                return new(member, &ElementwiseKernel<T>.Ternary<TowardsSquareOperation>, [towards[0], square.Operands[0], towards[2]]);
            }
            return new(member, &ElementwiseKernel<T>.Ternary<TowardsOperation>, towards);
        }
        if (OverRootStep(member, absorbed) is { } step)
        {
            return new(member, &OverRootStep<T>.Run, step);
        }
        if (Rectifier(member, absorbed) is { } rectifier)
        {
            return rectifier;
        }
        if (OverRoot(member, absorbed) is { } overRoot)
        {
            return new(member, &ElementwiseKernel<T>.Ternary<OverRootOperation>, overRoot);
        }
        for (int side = 0; side < 2 && member.Operands.Length == 2; side++)
        {
            var (inner, other) = (Aliases.Root(member.Operands[side]), member.Operands[1 - side]);
            if (_absorbable.Contains(inner) && Pair(member.Primitive, inner.Primitive, side) is var kernel && kernel != null)
            {
                absorbed.Add(inner);
                return new(member, kernel, [inner.Operands[0], inner.Operands[1], other]);
            }
        }
        return new(member, ElementwiseTable<T>.Of(member.Primitive), member.Operands);
    }

    /// <summary>x, y and z of <c>flush(x + (y - x) z)</c>.</summary>
    private Value[]? Towards(Value member, HashSet<Value> absorbed)
    {
        if (member.Primitive is FlushTiny && Inner<Add>(member, 0) is { } add)
        {
            for (int side = 0; side < 2; side++)
            {
                if (Inner<Multiply>(add, side) is { } product)
                {
                    for (int factor = 0; factor < 2; factor++)
                    {
                        if (Inner<Subtract>(product, factor) is { } difference && Aliases.Root(difference.Operands[1]) == Aliases.Root(add.Operands[1 - side]))
                        {
                            absorbed.UnionWith([add, product, difference]);
                            return [difference.Operands[1], difference.Operands[0], product.Operands[1 - factor]];
                        }
                    }
                }
            }
        }
        return null;
    }

    /// <summary>x, y and z of <c>x / (√y + z)</c>.</summary>
    private Value[]? OverRoot(Value member, HashSet<Value> absorbed)
    {
        if (member.Primitive is Divide && Inner<Add>(member, 1) is { } add)
        {
            for (int side = 0; side < 2; side++)
            {
                if (Inner<Sqrt>(add, side) is { } root)
                {
                    absorbed.UnionWith([add, root]);
                    return [member.Operands[0], root.Operands[0], add.Operands[1 - side]];
                }
            }
        }
        return null;
    }

    /// <summary>w, m, v, r and e of <c>w - m r / (√v + e)</c>.</summary>
    private Value[]? OverRootStep(Value member, HashSet<Value> absorbed)
    {
        if (member.Primitive is not Subtract || Inner<Divide>(member, 1) is not { } quotient || Inner<Multiply>(quotient, 0) is not { } product)
        {
            return null;
        }
        int number = Array.FindIndex(product.Operands, IsNumber);
        var inner = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        if (number < 0 || OverRoot(quotient, inner) is not [_, var v, var e] || !IsNumber(e) || new[] { member.Operands[0], product.Operands[1 - number], v }.Any(operand => Region.Spread(operand) is not null))
        {
            return null;
        }
        absorbed.UnionWith([quotient, product, .. inner]);
        return [member.Operands[0], product.Operands[1 - number], v, product.Operands[number], e];
    }

    /// <summary>An optimizer's step along an average and over the root of another, whose own updates nothing else in the region reads, all in one.</summary>
    private Instruction? AdamStep(Value member, HashSet<Value> absorbed, List<Instruction> later)
    {
        var inner = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        if (OverRootStep(member, inner) is not [var w, var newM, var newV, var r, var e] || !_averages.Contains(Aliases.Root(newM)) || !_averages.Contains(Aliases.Root(newV))
            || Towards(Aliases.Root(newM), inner) is not [var m, var g, var a] || Towards(Aliases.Root(newV), inner) is not [var v, var squared, var b]
            || Aliases.Root(squared) is not { Primitive: Multiply } square || !IsSquare(square) || Aliases.Root(square.Operands[0]) != Aliases.Root(g)
            || !IsNumber(a) || !IsNumber(b) || new[] { g, m, v }.Any(operand => Region.Spread(operand) is not null))
        {
            return null;
        }
        var decaying = Decaying(Aliases.Root(g), Aliases.Root(w));
        // The new contents go where the old ones lie.
        Value[] old = [.. new[] { m, v, w }.Select(Aliases.Root)];
        if (later.SelectMany(one => one.Operands).Select(Aliases.Root).Any(old.Contains))
        {
            return null;
        }
        absorbed.UnionWith([.. inner, square, Aliases.Root(newM), Aliases.Root(newV)]);
        if (decaying is var (gradient, decay, product))
        {
            absorbed.UnionWith([Aliases.Root(g), product]);
            return new(member, &AdamStep<T>.RunDecaying, [gradient, m, v, w, a, b, r, e, decay], Aliases.Root(newM), Aliases.Root(newV));
        }
        return new(member, &AdamStep<T>.Run, [g, m, v, w, a, b, r, e], Aliases.Root(newM), Aliases.Root(newV));
    }

    /// <summary>g and d of <c>w d + g</c>, and <c>w d</c>, where only a step of Adam reads the sum: three times, once for m and twice for v.</summary>
    private (Value Gradient, Value Decay, Value Product)? Decaying(Value sum, Value w)
    {
        for (int side = 0; side < 2 && sum.Primitive is Add && _absorbableByThree.Contains(sum); side++)
        {
            for (int factor = 0; factor < 2; factor++)
            {
                if (Inner<Multiply>(sum, side) is { } product && Aliases.Root(product.Operands[factor]) == w && IsNumber(product.Operands[1 - factor])
                    && Region.Spread(sum.Operands[1 - side]) is null)
                {
                    return (sum.Operands[1 - side], product.Operands[1 - factor], product);
                }
            }
        }
        return null;
    }

    /// <summary>A number n where y does not exceed it, otherwise x: <c>n &lt; y ? x : n</c> or <c>y &lt;= n ? n : x</c>; x and y may be one sum.</summary>
    private Instruction? Rectifier(Value member, HashSet<Value> absorbed)
    {
        if (member.Primitive is not Select)
        {
            return null;
        }
        if (Inner<LessEqual>(member, 0) is { } most && IsSameNumber(most.Operands[1], member.Operands[1]))
        {
            absorbed.Add(most);
            return new(member, &ElementwiseKernel<T>.Ternary<UnlessAtMostOperation>, [member.Operands[1], most.Operands[0], member.Operands[2]]);
        }
        if (Inner<Less>(member, 0) is not { } above || !IsSameNumber(above.Operands[0], member.Operands[2]))
        {
            return null;
        }
        absorbed.Add(above);
        if (Aliases.Root(member.Operands[1]) is { Primitive: Add } sum && Aliases.Root(above.Operands[1]) == sum && _absorbableByTwo.Contains(sum))
        {
            absorbed.Add(sum);
            return new(member, &ElementwiseKernel<T>.Ternary<SumWhereAboveOperation>, [member.Operands[2], sum.Operands[0], sum.Operands[1]]);
        }
        return new(member, &ElementwiseKernel<T>.Ternary<WhereAboveOperation>, [member.Operands[2], above.Operands[1], member.Operands[1]]);
    }

    private static bool IsSameNumber(Value x, Value y) => Scalars.Number(x) is { } number && Scalars.Number(y) == number;

    private static bool IsNumber(Value operand) => Region.Spread(operand) is { IsScalar: true };

    private bool IsSquare(Value product) => _absorbable.Contains(product) && Aliases.Root(product.Operands[0]) == Aliases.Root(product.Operands[1]);

    private Value? Inner<TPrimitive>(Value value, int operand) where TPrimitive : Primitive =>
        Aliases.Root(value.Operands[operand]) is { Primitive: TPrimitive } inner && _absorbable.Contains(inner) ? inner : null;

    /// <summary>The kernel of an arithmetic primitive on the result of another, if there is one.</summary>
    private static delegate*<T*, Operand<T>*, nint, void> Pair(Primitive outer, Primitive inner, int side) => outer switch
    {
        Add => Pair<AddOperation>(inner, side),
        Subtract => Pair<SubtractOperation>(inner, side),
        Multiply => Pair<MultiplyOperation>(inner, side),
        Divide => Pair<DivideOperation>(inner, side),
        Maximum => Pair<MaximumOperation>(inner, side),
        Minimum when inner is Maximum => Pair<MinimumOperation, MaximumOperation>(side),
        _ => null,
    };

    private static delegate*<T*, Operand<T>*, nint, void> Pair<TOuter>(Primitive inner, int side) where TOuter : struct, IBinaryOperation => inner switch
    {
        Add => Pair<TOuter, AddOperation>(side),
        Subtract => Pair<TOuter, SubtractOperation>(side),
        Multiply => Pair<TOuter, MultiplyOperation>(side),
        Divide => Pair<TOuter, DivideOperation>(side),
        _ => null,
    };

    private static delegate*<T*, Operand<T>*, nint, void> Pair<TOuter, TInner>(int side)
        where TOuter : struct, IBinaryOperation
        where TInner : struct, IBinaryOperation =>
        side == 0 ? &ElementwiseKernel<T>.Ternary<First<TOuter, TInner>> : &ElementwiseKernel<T>.Ternary<Second<TOuter, TInner>>;
}
