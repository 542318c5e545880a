using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Matrix products.</summary>
internal static unsafe class MatMulOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Fewer tasks than this leave threads without work.
    private const int FewTasks = 4;

    /// <summary>The product, and the region that alone reads it, if there is one and the product can be cut into contiguous parts.</summary>
    public static Operation<T>? Of(Value value, Region? region)
    {
        var primitive = (MatMul)value.Primitive;
        var (left, right) = (value.Operands[0], value.Operands[1]);
        int rows = value.Shape[-2], columns = value.Shape[-1], inner = left.Shape[primitive.TransposeLeft ? -2 : -1];
        int batch = value.Shape.Slice(0, value.Rank - 2).Product;
        var shape = MatMulShape.Dense(rows, columns, inner, primitive.TransposeLeft, primitive.TransposeRight, batch);
        var kernel = new MatMulKernel<T>(shape);
        if (region is not null && kernel.TaskCount > 1)
        {
            kernel = new MatMulKernel<T>(shape, byRows: true);
            if (kernel.TaskCount < FewTasks)
            {
                return null;
            }
        }
        if (region is not null && !kernel.HasContiguousParts)
        {
            return null;
        }
        return ProductOperation<T>.Of(value, region, new(
            $"MatMul {rows} x {inner} x {columns}", kernel.TaskCount, (double)batch * rows * inner * columns / 20, kernel.ScratchLength * sizeof(T),
            kernel.Part, (task, a, b, result, scratch) => kernel.Run(task, (T*)a, (T*)b, (T*)result, (T*)scratch)));
    }
}
