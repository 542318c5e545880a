using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Kernels;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Matrix products.</summary>
internal static unsafe class MatMulOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Operation<T> Of(Value value)
    {
        var primitive = (MatMul)value.Primitive;
        var (left, right) = (value.Operands[0], value.Operands[1]);
        int rows = value.Shape[-2], columns = value.Shape[-1], inner = left.Shape[primitive.TransposeLeft ? -2 : -1];
        int batch = value.Shape.Slice(0, value.Rank - 2).Product;
        var kernel = new MatMulKernel<T>(MatMulShape.Dense(rows, columns, inner, primitive.TransposeLeft, primitive.TransposeRight, batch));
        string name = $"MatMul {rows} x {inner} x {columns}";
        return new(name, value.Operands, [value], placement =>
        {
            T* a = placement[left], b = placement[right], result = placement[value];
            return new Step(name, kernel.TaskCount, (double)batch * rows * inner * columns / 20, (task, scratch) => kernel.Run(task, a, b, result, (T*)scratch), kernel.ScratchLength * sizeof(T));
        });
    }
}
