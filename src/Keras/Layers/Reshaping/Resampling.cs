using Keras.Core;

namespace Keras.Layers;

/// <summary>Makes channels-last images larger by whole factors, along any number of spatial axes.</summary>
internal static class Resampling
{
    /// <summary>Each pixel repeated.</summary>
    public static Value Repeat(Value image, Dimensions factors)
    {
        var shape = image.Shape;
        List<int> apart = [shape[0]], repeated = [shape[0]], joined = [shape[0]];
        for (int axis = 0; axis < factors.Count; axis++)
        {
            int size = shape[axis + 1], factor = factors[axis];
            apart.AddRange([size, 1]);
            repeated.AddRange([size, factor]);
            joined.Add(size * factor);
        }
        return Op.Reshape(Op.Broadcast(Op.Reshape(image, [.. apart, shape[-1]]), [.. repeated, shape[-1]]), [.. joined, shape[-1]]);
    }

    /// <summary>
    /// Along one axis, blends of the two nearest elements: new element i lies at <c>(i + 1/2) / factor - 1/2</c>, held within the axis. A product with a constant matrix.
    /// </summary>
    public static Value Linear(Value image, int axis, int factor)
    {
        int size = image.Shape[axis], result = size * factor;
        var weights = new double[size * result];
        for (int i = 0; i < result; i++)
        {
            double at = Math.Clamp((i + 0.5) / factor - 0.5, 0, size - 1);
            int lower = (int)at;
            weights[lower * result + i] = 1 - (at - lower);
            if (at > lower)
            {
                weights[(lower + 1) * result + i] = at - lower;
            }
        }
        var last = Op.MoveAxis(image, axis, -1);
        var rows = Op.Reshape(last, [last.Shape.Product / size, size]);
        var product = Op.MatMul(rows, Op.Constant(weights, [size, result]));
        return Op.MoveAxis(Op.Reshape(product, last.Shape.With(-1, result)), -1, axis);
    }
}
