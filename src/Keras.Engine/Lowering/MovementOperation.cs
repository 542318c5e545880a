using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Transposes, broadcasts that are read by other than elementwise work, slices, concatenations and copies: strided copies.</summary>
internal static unsafe class MovementOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double NanosecondsAnElement = 0.5;

    public static Operation<T>? Of(Value value)
    {
        var from = value.Operands[0].Shape;
        return value.Primitive switch
        {
            Copy => Move(value, [CopyShape.Broadcast(from.Span, from.Span)]),
            Transpose transpose => Move(value, [CopyShape.Transpose(from.Span, transpose.Permutation.Span)]),
            Broadcast => Move(value, [CopyShape.Broadcast(from.Span, value.Shape.Span)]),
            Slice slice => Move(value, [CopyShape.Slice(from.Span, slice.Starts.Span, slice.Sizes.Span, slice.Steps.Span)]),
            Core.Concatenate concatenate => Move(value, Parts(value, concatenate.Axis)),
            Pad pad => PadOperation<T>.Of(value, pad),
            _ => null,
        };
    }

    private static CopyShape[] Parts(Value value, int axis)
    {
        var starts = Dimensions.Repeat(0, value.Rank);
        var parts = new CopyShape[value.Operands.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            var part = value.Operands[i].Shape;
            parts[i] = CopyShape.Place(value.Shape.Span, starts.Span, part.Span, Dimensions.Repeat(1, value.Rank).Span);
            starts = starts.With(axis, starts[axis] + part[axis]);
        }
        return parts;
    }

    /// <summary>Copies each operand to its part of the result.</summary>
    private static Operation<T> Move(Value value, CopyShape[] shapes)
    {
        var kernels = Array.ConvertAll(shapes, shape => new StridedCopyKernel<T>(shape));
        string name = $"{value.Primitive.Name} {string.Join(", ", value.Operands.Select(operand => operand.Shape.ToString()))} to {value.Shape}";
        return new(name, value.Operands, [value], placement =>
        {
            nint[] sources = [.. value.Operands.Select(operand => (nint)placement[operand])];
            T* result = placement[value];
            return new Step(name, value.Shape.Product == 0 ? 0 : kernels.Sum(kernel => kernel.TaskCount), NanosecondsAnElement * value.Shape.Product, (task, _) =>
            {
                int part = 0;
                while (task >= kernels[part].TaskCount)
                {
                    task -= kernels[part++].TaskCount;
                }
                kernels[part].Run(task, (T*)sources[part], result);
            });
        });
    }
}
