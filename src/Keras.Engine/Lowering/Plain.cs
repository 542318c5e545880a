using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Plain loops for every primitive that is not elementwise.</summary>
internal static unsafe class Plain<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Operation<T> Of(Value value) => new(value.Primitive.Name, value.Operands, [value], placement =>
    {
        nint[] operands = [.. value.Operands.Select(operand => (nint)placement[operand])];
        nint result = (nint)placement[value];
        return new Step(value.Primitive.Name, 1, value.Shape.Product, (_, _) => Run(value, operands, (T*)result));
    });

    private static void Run(Value value, nint[] operands, T* result)
    {
        T* x = (T*)operands[0];
        var from = value.Operands[0].Shape;
        switch (value.Primitive)
        {
            case Reduction reduction:
                Reduce(value, reduction, x, result);
                break;
            default:
                throw new InvalidOperationException($"The engine does not know the primitive {value.Primitive.Name}.");
        }
    }

    private static int[] Strides(Dimensions shape)
    {
        var strides = new int[shape.Rank];
        for (int axis = strides.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
        {
            strides[axis] = stride;
        }
        return strides;
    }

    private static void ForEach(Dimensions shape, Action<int, int[]> action)
    {
        var at = new int[shape.Rank];
        int count = shape.Product;
        for (int i = 0; i < count; i++)
        {
            action(i, at);
            for (int axis = at.Length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--)
            {
                at[axis] = 0;
            }
        }
    }

    private static void Reduce(Value value, Reduction reduction, T* x, T* result)
    {
        var strides = Strides(value.Shape);
        new Span<T>(result, value.Shape.Product).Fill(reduction is Max ? T.NegativeInfinity : T.Zero);
        var best = new T[value.Shape.Product];
        Array.Fill(best, T.NegativeInfinity);
        ForEach(value.Operands[0].Shape, (i, at) =>
        {
            int to = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                to += reduction.Axes.Contains(axis) ? 0 : at[axis] * strides[axis];
            }
            switch (reduction)
            {
                case Sum:
                    result[to] += x[i];
                    break;
                case Max:
                    result[to] = T.IsNaN(x[i]) || x[i] > result[to] ? x[i] : result[to];
                    break;
                case ArgMax argMax when x[i] > best[to] || (T.IsNaN(x[i]) && !T.IsNaN(best[to])):
                    best[to] = x[i];
                    result[to] = T.CreateTruncating(at[argMax.Axis]);
                    break;
            }
        });
    }
}
