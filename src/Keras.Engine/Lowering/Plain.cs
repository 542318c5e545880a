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
        int lanes = value.Primitive is Layout.InLanes ? value.Operands[0].Shape[-1] : 1;
        if (lanes > 1 || value.Primitive is Layout.InLanes)
        {
            RunWindow(value, ((Layout.InLanes)value.Primitive).Inner, operands, result, lanes);
            return;
        }
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
            case MaxPool or MaxPoolPlace or PoolScatter or PoolGather:
                RunWindow(value, value.Primitive, operands, result, 1, plain: true);
                break;
            case RandomUniform:
                Philox.Fill(uint.CreateTruncating(x[0]), uint.CreateTruncating(x[1]), new Span<T>(result, value.Shape.Product));
                break;
            default:
                throw new InvalidOperationException($"The engine does not know the primitive {value.Primitive.Name}.");
        }
    }

    private static void RunWindow(Value value, Primitive primitive, nint[] operands, T* result, int lanes, bool plain = false)
    {
        T* x = (T*)operands[0];
        Dimensions Strip(Dimensions s) => plain ? s : s.Slice(0, s.Rank - 1);
        var from = Strip(value.Operands[0].Shape);
        var shape = Strip(value.Shape);
        switch (primitive)
        {
            case MaxPool pool:
                Pool(from, shape, pool.Geometry, x, result, place: false, lanes);
                break;
            case MaxPoolPlace pool:
                Pool(from, shape, pool.Geometry, x, result, place: true, lanes);
                break;
            case PoolScatter scatter:
                new Span<T>(result, value.Shape.Product).Clear();
                T* at = (T*)operands[1];
                Places(shape, from, scatter.Geometry, at, lanes, (big, small) => result[big] += x[small]);
                break;
            case PoolGather gather:
                Places(from, shape, gather.Geometry, (T*)operands[1], lanes, (big, small) => result[small] = x[big]);
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

    private static void Pool(Dimensions big, Dimensions small, WindowGeometry geometry, T* x, T* result, bool place, int lanes)
    {
        int channels = big[-1] * lanes;
        var largest = new T[small.Product * lanes];
        var places = new int[largest.Length];
        Array.Fill(largest, T.NegativeInfinity);
        Array.Fill(places, -1);
        ForEachTap(big, small, geometry, (bigPixel, smallPixel, tap) =>
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

    private static void Places(Dimensions big, Dimensions small, WindowGeometry geometry, T* places, int lanes, Action<int, int> move)
    {
        int channels = big[-1] * lanes;
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
