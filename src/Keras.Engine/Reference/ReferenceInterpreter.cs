using Keras.Core;

namespace Keras.Engine.Reference;

/// <summary>
/// Computes any graph by plain loops in double precision: what kernels, fusions and gradients are tested against.
/// </summary>
internal static class ReferenceInterpreter
{
    /// <summary>The values of <paramref name="results"/>; inputs are looked up in <paramref name="inputs"/>, states are read as they are unless given there too.</summary>
    public static double[][] Evaluate(IReadOnlyList<Value> results, IReadOnlyDictionary<Value, double[]> inputs)
    {
        var values = new Dictionary<Value, double[]>(ReferenceEqualityComparer.Instance);
        foreach (var value in Graph.InOrder(results))
        {
            values[value] = inputs.TryGetValue(value, out var given)
                ? given
                : Compute(value, Array.ConvertAll(value.Operands, operand => values[operand]));
        }
        return [.. results.Select(result => values[result])];
    }

    private static double[] Compute(Value value, double[][] operands) => value.Primitive switch
    {
        Constant constant => constant.Numbers,
        Read read => read.State.ToDoubles(),
        Input input => throw new InvalidOperationException($"Input '{input.Label}' was not given."),
        Elementwise elementwise => ComputeElementwise(elementwise, operands),
        Reshape => operands[0],
        Transpose transpose => ComputeTranspose(value, transpose, operands[0]),
        Broadcast => ComputeBroadcast(value, operands[0]),
        Slice slice => ComputeSlice(value, slice, operands[0]),
        Pad pad => ComputePad(value, pad, operands[0]),
        Core.Concatenate concatenate => ComputeConcatenate(value, concatenate.Axis, operands),
        Reduction reduction => ComputeReduction(value, reduction, operands[0]),
        MatMul matMul => ComputeMatMul(value, matMul, operands),
        WindowsDown down => ComputeWindows(value.Operands[0].Shape, value.Shape, down.Geometry, value.Shape.Product,
            (big, small, kernel, result) => result[small] += operands[0][big] * operands[1][kernel]),
        WindowsUp up => ComputeWindows(value.Shape, value.Operands[0].Shape, up.Geometry, value.Shape.Product,
            (big, small, kernel, result) => result[big] += operands[0][small] * operands[1][kernel]),
        WindowsWeights weights => ComputeWindows(value.Operands[0].Shape, value.Operands[1].Shape, weights.Geometry, value.Shape.Product,
            (big, small, kernel, result) => result[kernel] += operands[0][big] * operands[1][small]),
        MaxPool pool => ComputePool(value, pool.Geometry, operands[0], place: false),
        MaxPoolPlace pool => ComputePool(value, pool.Geometry, operands[0], place: true),
        PoolScatter scatter => ComputePlaces(value.Shape, value.Operands[0].Shape, scatter.Geometry, operands[1], value.Shape.Product,
            (big, small, result) => result[big] += operands[0][small]),
        PoolGather gather => ComputePlaces(value.Operands[0].Shape, value.Shape, gather.Geometry, operands[1], value.Shape.Product,
            (big, small, result) => result[small] = operands[0][big]),
        RandomUniform => ComputeRandom(value, operands[0]),
        _ => throw new InvalidOperationException($"The reference interpreter does not know the primitive {value.Primitive.Name}."),
    };

    private static double[] ComputeElementwise(Elementwise elementwise, double[][] operands)
    {
        var result = new double[operands[0].Length];
        var at = new double[operands.Length];
        for (int i = 0; i < result.Length; i++)
        {
            for (int j = 0; j < at.Length; j++)
            {
                at[j] = operands[j][i];
            }
            result[i] = elementwise.Evaluate(at);
        }
        return result;
    }

    /// <summary>Calls back with each place of a shape: its row-major number and its coordinates.</summary>
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

    private static int[] Strides(Dimensions shape)
    {
        var strides = new int[shape.Rank];
        for (int axis = strides.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
        {
            strides[axis] = stride;
        }
        return strides;
    }

    private static double[] ComputeTranspose(Value value, Transpose transpose, double[] x)
    {
        var strides = Strides(value.Operands[0].Shape);
        var result = new double[x.Length];
        ForEach(value.Shape, (i, at) =>
        {
            int from = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                from += at[axis] * strides[transpose.Permutation[axis]];
            }
            result[i] = x[from];
        });
        return result;
    }

    private static double[] ComputeBroadcast(Value value, double[] x)
    {
        var shape = value.Operands[0].Shape;
        var strides = Strides(shape);
        int added = value.Rank - shape.Rank;
        var result = new double[value.Shape.Product];
        ForEach(value.Shape, (i, at) =>
        {
            int from = 0;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                from += shape[axis] == 1 ? 0 : at[axis + added] * strides[axis];
            }
            result[i] = x[from];
        });
        return result;
    }

    private static double[] ComputeSlice(Value value, Slice slice, double[] x)
    {
        var strides = Strides(value.Operands[0].Shape);
        var result = new double[value.Shape.Product];
        ForEach(value.Shape, (i, at) =>
        {
            int from = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                from += (slice.Starts[axis] + at[axis] * slice.Steps[axis]) * strides[axis];
            }
            result[i] = x[from];
        });
        return result;
    }

    private static double[] ComputePad(Value value, Pad pad, double[] x)
    {
        var strides = Strides(value.Shape);
        var result = new double[value.Shape.Product];
        ForEach(value.Operands[0].Shape, (i, at) =>
        {
            int to = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                to += (pad.Before[axis] + at[axis] * (pad.Between[axis] + 1)) * strides[axis];
            }
            result[to] = x[i];
        });
        return result;
    }

    private static double[] ComputeConcatenate(Value value, int axis, double[][] parts)
    {
        var strides = Strides(value.Shape);
        var result = new double[value.Shape.Product];
        for (int part = 0, start = 0; part < parts.Length; start += value.Operands[part++].Shape[axis])
        {
            var (x, offset) = (parts[part], start * strides[axis]);
            ForEach(value.Operands[part].Shape, (i, at) =>
            {
                int to = offset;
                for (int a = 0; a < at.Length; a++)
                {
                    to += at[a] * strides[a];
                }
                result[to] = x[i];
            });
        }
        return result;
    }

    private static double[] ComputeReduction(Value value, Reduction reduction, double[] x)
    {
        var strides = Strides(value.Shape);
        var result = new double[value.Shape.Product];
        var best = new double[result.Length];
        Array.Fill(best, double.NegativeInfinity);
        if (reduction is Max)
        {
            Array.Fill(result, double.NegativeInfinity);
        }
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
                    result[to] = double.IsNaN(x[i]) ? x[i] : x[i] > result[to] ? x[i] : result[to];
                    break;
                case ArgMax argMax when x[i] > best[to] || (double.IsNaN(x[i]) && !double.IsNaN(best[to])):
                    best[to] = x[i];
                    result[to] = at[argMax.Axis];
                    break;
            }
        });
        return result;
    }

    private static double[] ComputeMatMul(Value value, MatMul matMul, double[][] operands)
    {
        var (a, b) = (operands[0], operands[1]);
        int rows = value.Shape[-2], columns = value.Shape[-1], inner = value.Operands[0].Shape[matMul.TransposeLeft ? -2 : -1];
        var result = new double[value.Shape.Product];
        for (int i = 0; i < result.Length; i++)
        {
            int matrix = i / (rows * columns), row = i / columns % rows, column = i % columns;
            double sum = 0;
            for (int k = 0; k < inner; k++)
            {
                double left = a[matrix * rows * inner + (matMul.TransposeLeft ? k * rows + row : row * inner + k)];
                double right = b[matrix * inner * columns + (matMul.TransposeRight ? column * inner + k : k * columns + column)];
                sum += left * right;
            }
            result[i] = sum;
        }
        return result;
    }

    /// <summary>Calls back for every product of a convolution: the places in the big image, the small image and the kernel.</summary>
    private static double[] ComputeWindows(Dimensions big, Dimensions small, WindowGeometry geometry, int size, Action<int, int, int, double[]> multiply)
    {
        var result = new double[size];
        int bigChannels = big[-1] / geometry.Groups, smallChannels = small[-1] / geometry.Groups;
        ForEachTap(big, small, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int group = 0; group < geometry.Groups; group++)
            {
                for (int c = 0; c < bigChannels; c++)
                {
                    for (int o = group * smallChannels; o < (group + 1) * smallChannels; o++)
                    {
                        multiply(bigPixel * big[-1] + group * bigChannels + c, smallPixel * small[-1] + o, (tap * bigChannels + c) * small[-1] + o, result);
                    }
                }
            }
        });
        return result;
    }

    /// <summary>Calls back for every tap that touches the big image: the two pixels and the tap's number.</summary>
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

    private static double[] ComputePool(Value value, WindowGeometry geometry, double[] x, bool place)
    {
        var big = value.Operands[0].Shape;
        int channels = big[-1];
        var largest = new double[value.Shape.Product];
        var places = new double[largest.Length];
        Array.Fill(largest, double.NegativeInfinity);
        Array.Fill(places, -1);
        ForEachTap(big, value.Shape, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int c = 0; c < channels; c++)
            {
                double element = x[bigPixel * channels + c];
                int to = smallPixel * channels + c;
                if (places[to] < 0 || element > largest[to] || (double.IsNaN(element) && !double.IsNaN(largest[to])))
                {
                    largest[to] = element;
                    places[to] = tap;
                }
            }
        });
        return place ? places : largest;
    }

    private static double[] ComputePlaces(Dimensions big, Dimensions small, WindowGeometry geometry, double[] places, int size, Action<int, int, double[]> move)
    {
        var result = new double[size];
        int channels = big[-1];
        ForEachTap(big, small, geometry, (bigPixel, smallPixel, tap) =>
        {
            for (int c = 0; c < channels; c++)
            {
                if (places[smallPixel * channels + c] == tap)
                {
                    move(bigPixel * channels + c, smallPixel * channels + c, result);
                }
            }
        });
        return result;
    }

    private static double[] ComputeRandom(Value value, double[] keyAndCounter)
    {
        var result = new double[value.Shape.Product];
        Philox.Fill((uint)keyAndCounter[0], (uint)keyAndCounter[1], result);
        return result;
    }
}
