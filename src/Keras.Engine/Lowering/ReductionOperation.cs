using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Sums, maxima and the places of maxima.</summary>
internal static unsafe class ReductionOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double NanosecondsAnElement = 0.15;

    public static Operation<T>? Of(Value value) => value.Primitive switch
    {
        Sum sum => Reduce<SumOperation>(value, sum),
        Max max => Reduce<MaxOperation>(value, max),
        ReductionParts { Whole: Sum } parts => Reduce<SumOperation>(value, parts.Whole),
        ReductionParts parts => Reduce<MaxOperation>(value, parts.Whole),
        JoinParts { Whole: Sum } join => Join<SumOperation>(value, join),
        JoinParts join => Join<MaxOperation>(value, join),
        ArgMax argMax => Place(value, argMax.Axis),
        _ => null,
    };

    public static int PartCount(Reduction reduction, Dimensions shape) => reduction is Sum ? Kernel<SumOperation>(reduction, shape).Parts : Kernel<MaxOperation>(reduction, shape).Parts;

    private static ReductionKernel<T, TOperation> Kernel<TOperation>(Reduction reduction, Dimensions shape) where TOperation : struct, IReductionOperation =>
        new(shape.Span, reduction.Axes.Span);

    private static Operation<T> Reduce<TOperation>(Value value, Reduction reduction) where TOperation : struct, IReductionOperation
    {
        var operand = value.Operands[0];
        var kernel = Kernel<TOperation>(reduction, operand.Shape);
        string name = $"{reduction.Name} {operand.Shape} over {reduction.Axes}";
        return new(name, value.Operands, [value], placement =>
        {
            T* source = placement[operand], result = placement[value];
            return new Step(name, kernel.TaskCount, NanosecondsAnElement * operand.Shape.Product, (task, _) => kernel.Run(task, source, result));
        });
    }

    private static Operation<T> Join<TOperation>(Value value, JoinParts join) where TOperation : struct, IReductionOperation
    {
        var kernel = Kernel<TOperation>(join.Whole, join.Operand);
        return new("Join", value.Operands, [value], placement =>
        {
            T* parts = placement[value.Operands[0]], result = placement[value];
            return new Step("Join", 1, value.Operands[0].Shape.Product, (_, _) => kernel.Combine(parts, result));
        });
    }

    private static Operation<T> Place(Value value, int axis)
    {
        var shape = value.Operands[0].Shape;
        var kernel = new ArgMaxKernel<T>(shape.Slice(0, axis).Product, shape[axis], shape.Slice(axis + 1, shape.Rank - axis - 1).Product);
        string name = $"ArgMax {shape} along {axis}";
        return new(name, value.Operands, [value], placement =>
        {
            T* source = placement[value.Operands[0]], places = placement[value];
            return new Step(name, kernel.TaskCount, shape.Product, (task, _) => kernel.Run(task, source, places));
        });
    }
}
