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
        return new Step(value.Primitive.Name, 1, (_, _) => Run(value, operands, (T*)result));
    });

    private static void Run(Value value, nint[] operands, T* result)
    {
        T* x = (T*)operands[0];
        var from = value.Operands[0].Shape;
        switch (value.Primitive)
        {
            case Copy:
                new Span<T>(x, from.Product).CopyTo(new Span<T>(result, from.Product));
                break;
            case Transpose transpose:
                var strides = Strides(from);
                Move(value.Shape, x, [.. transpose.Permutation.Select(axis => strides[axis])], result, Strides(value.Shape));
                break;
            case Broadcast broadcast:
                var source = Strides(from);
                int added = value.Rank - from.Rank;
                Move(value.Shape, x, [.. Enumerable.Range(0, value.Rank).Select(axis => axis < added || from[axis - added] == 1 ? 0 : source[axis - added])], result, Strides(value.Shape));
                break;
            case Slice slice:
                var outer = Strides(from);
                Move(value.Shape, x + outer.Zip(slice.Starts, (a, b) => a * b).Sum(), [.. outer.Zip(slice.Steps, (a, b) => a * b)], result, Strides(value.Shape));
                break;
            case Pad pad:
                new Span<T>(result, value.Shape.Product).Clear();
                var padded = Strides(value.Shape);
                Move(from, x, Strides(from), result + padded.Zip(pad.Before, (a, b) => a * b).Sum(), [.. padded.Zip(pad.Between, (a, b) => a * (b + 1))]);
                break;
            case Core.Concatenate concatenate:
                var whole = Strides(value.Shape);
                T* to = result;
                for (int i = 0; i < operands.Length; i++)
                {
                    var part = value.Operands[i].Shape;
                    Move(part, (T*)operands[i], Strides(part), to, whole);
                    to += part[concatenate.Axis] * whole[concatenate.Axis];
                }
                break;
            case Reduction reduction:
                Reduce(value, reduction, x, result);
                break;
            case MatMul matMul:
                Multiply(value, matMul, x, (T*)operands[1], result);
                break;
            case WindowsDown down:
                T* downKernel = (T*)operands[1];
                Windows(from, value.Shape, down.Geometry, value.Shape.Product, result, (big, small, kernel) => result[small] += x[big] * downKernel[kernel]);
                break;
            case WindowsUp up:
                T* upKernel = (T*)operands[1];
                Windows(value.Shape, from, up.Geometry, value.Shape.Product, result, (big, small, kernel) => result[big] += x[small] * upKernel[kernel]);
                break;
            case WindowsWeights weights:
                T* smallImage = (T*)operands[1];
                Windows(from, value.Operands[1].Shape, weights.Geometry, value.Shape.Product, result, (big, small, kernel) => result[kernel] += x[big] * smallImage[small]);
                break;
            case MaxPool pool:
                Pool(value, pool.Geometry, x, result, place: false);
                break;
            case MaxPoolPlace pool:
                Pool(value, pool.Geometry, x, result, place: true);
                break;
            case PoolScatter scatter:
                new Span<T>(result, value.Shape.Product).Clear();
                T* at = (T*)operands[1];
                Places(value.Shape, from, scatter.Geometry, at, (big, small) => result[big] += x[small]);
                break;
            case PoolGather gather:
                Places(from, value.Shape, gather.Geometry, (T*)operands[1], (big, small) => result[small] = x[big]);
                break;
            case RandomUniform:
                Philox.Fill(uint.CreateTruncating(x[0]), uint.CreateTruncating(x[1]), new Span<T>(result, value.Shape.Product));
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

    private static void Move(Dimensions shape, T* from, int[] fromStrides, T* to, int[] toStrides, int axis = 0)
    {
        if (axis == shape.Rank)
        {
            *to = *from;
            return;
        }
        for (int i = 0; i < shape[axis]; i++)
        {
            Move(shape, from + i * fromStrides[axis], fromStrides, to + i * toStrides[axis], toStrides, axis + 1);
        }
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

    private static void Multiply(Value value, MatMul matMul, T* a, T* b, T* result)
    {
        int rows = value.Shape[-2], columns = value.Shape[-1], inner = value.Operands[0].Shape[matMul.TransposeLeft ? -2 : -1];
        new Span<T>(result, value.Shape.Product).Clear();
        int matrices = rows * columns == 0 ? 0 : value.Shape.Product / (rows * columns);
        for (int matrix = 0; matrix < matrices; matrix++, a += rows * inner, b += inner * columns, result += rows * columns)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int k = 0; k < inner; k++)
                {
                    T left = matMul.TransposeLeft ? a[k * rows + row] : a[row * inner + k];
                    int start = matMul.TransposeRight ? k : k * columns, step = matMul.TransposeRight ? inner : 1;
                    for (int column = 0; column < columns; column++)
                    {
                        result[row * columns + column] += left * b[start + column * step];
                    }
                }
            }
        }
    }

    private static void Windows(Dimensions big, Dimensions small, WindowGeometry geometry, int size, T* result, Action<int, int, int> multiply)
    {
        new Span<T>(result, size).Clear();
        int bigChannels = big[-1] / geometry.Groups, smallChannels = small[-1] / geometry.Groups;
        ForEachTap(big, small, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int group = 0; group < geometry.Groups; group++)
            {
                for (int c = 0; c < bigChannels; c++)
                {
                    for (int o = group * smallChannels; o < (group + 1) * smallChannels; o++)
                    {
                        multiply(bigPixel * big[-1] + group * bigChannels + c, smallPixel * small[-1] + o, (tap * bigChannels + c) * small[-1] + o);
                    }
                }
            }
        });
    }

    private static void ForEachTap(Dimensions big, Dimensions small, WindowGeometry geometry, Action<int, int, int> action)
    {
        int spatial = geometry.SpatialRank;
        ForEach(small.Slice(0, spatial + 1), (smallPixel, at) => ForEach(geometry.Kernel, (tap, k) =>
        {
            int bigPixel = at[0];
            for (int axis = 0; axis < spatial; axis++)
            {
                int place = at[axis + 1] * geometry.Strides[axis] + k[axis] * geometry.Dilations[axis] - geometry.Before[axis];
                if (place < 0 || place >= big[axis + 1])
                {
                    return;
                }
                bigPixel = bigPixel * big[axis + 1] + place;
            }
            action(bigPixel, smallPixel, tap);
        }));
    }

    private static void Pool(Value value, WindowGeometry geometry, T* x, T* result, bool place)
    {
        var big = value.Operands[0].Shape;
        int channels = big[-1];
        var largest = new T[value.Shape.Product];
        var places = new int[largest.Length];
        Array.Fill(largest, T.NegativeInfinity);
        Array.Fill(places, -1);
        ForEachTap(big, value.Shape, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int c = 0; c < channels; c++)
            {
                T element = x[bigPixel * channels + c];
                int to = smallPixel * channels + c;
                if (places[to] < 0 || element > largest[to] || (T.IsNaN(element) && !T.IsNaN(largest[to])))
                {
                    largest[to] = element;
                    places[to] = tap;
                }
            }
        });
        for (int i = 0; i < largest.Length; i++)
        {
            result[i] = place ? T.CreateTruncating(places[i]) : largest[i];
        }
    }

    private static void Places(Dimensions big, Dimensions small, WindowGeometry geometry, T* places, Action<int, int> move)
    {
        int channels = big[-1];
        ForEachTap(big, small, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int c = 0; c < channels; c++)
            {
                if (places[smallPixel * channels + c] == T.CreateTruncating(tap))
                {
                    move(bigPixel * channels + c, smallPixel * channels + c);
                }
            }
        });
    }
}
