using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Padding, a slab of the first axis at a time: zeros, then the operand's slab among them.</summary>
internal static unsafe class PadOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TaskElements = 1 << 15;
    private const double NanosecondsAnElement = 0.5;

    public static Operation<T> Of(Value value, Pad pad)
    {
        var from = value.Operands[0].Shape;
        int rank = value.Rank;
        Dimensions Inner(Dimensions numbers) => numbers.Slice(1, rank - 1);
        var steps = new Dimensions([.. pad.Between.Select(count => count + 1)]);
        var kernel = new StridedCopyKernel<T>(CopyShape.Place(Inner(value.Shape).Span, Inner(pad.Before).Span, Inner(from).Span, Inner(steps).Span));
        int slab = Inner(value.Shape).Product, fromSlab = Inner(from).Product;
        int slabs = Math.Max(1, TaskElements / Math.Max(slab, 1)), tasks = (value.Shape[0] + slabs - 1) / slabs;
        string name = $"Pad {from} to {value.Shape}";
        return new(name, value.Operands, [value], placement =>
        {
            T* source = placement[value.Operands[0]], result = placement[value];
            return new Step(name, tasks, NanosecondsAnElement * value.Shape.Product, (task, _) =>
            {
                for (int i = task * slabs; i < Math.Min((task + 1) * slabs, value.Shape[0]); i++)
                {
                    T* to = result + (nint)i * slab;
                    new Span<T>(to, slab).Clear();
                    var (at, between) = Math.DivRem(i - pad.Before[0], steps[0]);
                    if (i >= pad.Before[0] && between == 0 && at < from[0] && fromSlab > 0)
                    {
                        for (int part = 0; part < kernel.TaskCount; part++)
                        {
                            kernel.Run(part, source + (nint)at * fromSlab, to);
                        }
                    }
                }
            });
        });
    }
}
