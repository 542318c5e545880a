using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Matrix products, and windows that are.</summary>
internal static unsafe class MatMulOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Fewer tasks than this leave threads without work.
    private const int FewTasks = 4;

    private const double MultiplyAddsANanosecond = 40;

    public static bool IsProduct(Value value) => Shape(value) is not null;

    /// <summary>The product, and the region that alone reads it, if there is one; <c>null</c> when the product cannot be cut into contiguous parts for it.</summary>
    public static Operation<T>? Of(Value value, Region? region)
    {
        var (shape, swaps) = Shape(value)!.Value;
        var kernel = new MatMulKernel<T>(shape);
        if (region is not null)
        {
            int tasks = kernel.TaskCount;
            kernel = new MatMulKernel<T>(shape, byRows: true, others: region.Nanoseconds * MultiplyAddsANanosecond);
            if (!kernel.HasContiguousParts || kernel.TaskCount < Math.Min(FewTasks, tasks))
            {
                return null;
            }
        }
        double multiplyAdds = (double)shape.Batch * shape.Terms * shape.Rows * shape.Inner * shape.Columns;
        string times = (shape.Batch > 1 ? $"{shape.Batch} x " : "") + $"{shape.Rows} x {(shape.Terms > 1 ? $"{shape.Terms} x " : "")}{shape.Inner} x {shape.Columns}";
        return ProductOperation<T>.Of(value, region, new(
            $"MatMul {times}", kernel.TaskCount, multiplyAdds / MultiplyAddsANanosecond, kernel.ScratchLength * sizeof(T),
            kernel.Part, (task, a, b, result, scratch) => kernel.Run(task, (T*)(swaps ? b : a), (T*)(swaps ? a : b), (T*)result, (T*)scratch)));
    }

    /// <summary>All <see cref="ProductPart"/>s of a product, whose tasks lie in the order of the right factor's rows.</summary>
    public static Operation<T> OfParts(IReadOnlyList<Value> parts)
    {
        var (left, right) = (parts[0].Operands[0], parts[0].Operands[1]);
        int rows = left.Shape[0], columns = right.Shape[1], inner = left.Shape[1] / parts.Count;
        var kernel = new MatMulKernel<T>(new(rows, columns, inner)
        {
            Left = MatrixStrides.RowMajor(left.Shape[1]),
            Batch = parts.Count,
            BatchSteps = new(inner, (nint)inner * columns, 0),
        });
        string name = $"MatMul {rows} x {inner} x {columns} in {parts.Count} parts";
        double nanoseconds = (double)rows * left.Shape[1] * columns / MultiplyAddsANanosecond;
        int tasksAPart = kernel.TaskCount / parts.Count;
        return new(name, [left, right], parts, placement =>
        {
            T* a = placement[left], b = placement[right];
            nint[] results = [.. parts.Select(part => (nint)placement[part])];
            return new(name, kernel.TaskCount, nanoseconds, (task, scratch) => kernel.Run(task, a, b, (T*)results[task / tasksAPart], (T*)scratch), kernel.ScratchLength * sizeof(T));
        });
    }

    /// <summary>How the factors lie, and whether the second operand is the left one; <c>null</c> of what is no matrix product.</summary>
    private static (MatMulShape Shape, bool Swaps)? Shape(Value value)
    {
        switch (InLanes.Unwrap(value.Primitive))
        {
            case MatMul matMul:
                int inner = value.Operands[0].Shape[matMul.TransposeLeft ? -2 : -1];
                int batch = value.Shape.Slice(0, value.Rank - 2).Product;
                return (MatMulShape.Dense(value.Shape[-2], value.Shape[-1], inner, matMul.TransposeLeft, matMul.TransposeRight, batch), false);
            case WindowsDown down when WholeImages.Are(down.Geometry, value.Operands[0].Shape, value.Shape):
                return (WholeImages.Down(down.Geometry, value.Operands[0].Shape, value.Shape), value.Primitive is InLanes);
            case WindowsUp up when WholeImages.Are(up.Geometry, value.Shape, value.Operands[0].Shape):
                return (WholeImages.Up(up.Geometry, value.Shape, value.Operands[0].Shape), value.Primitive is InLanes);
            case WindowsWeights weights when WholeImages.Are(weights.Geometry, value.Operands[0].Shape, value.Operands[1].Shape):
                return (WholeImages.Weights(weights.Geometry, value.Operands[0].Shape, value.Operands[1].Shape), false);
            default:
                return null;
        }
    }
}
