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
    /// Along one axis, blends of near elements, weighed by a function of their distance from <c>(i + 1/2) / factor - 1/2</c>, the place of new element i; where
    /// some would lie outside, the others' weights are scaled to a sum of 1. A product with a constant matrix.
    /// </summary>
    public static Value Blend(Value image, int axis, int factor, string interpolation)
    {
        int size = image.Shape[axis], result = size * factor;
        var last = Op.MoveAxis(image, axis, -1);
        var rows = Op.Reshape(last, [last.Shape.Product / size, size]);
        var product = Op.MatMul(rows, Op.Constant(Weights(size, factor, interpolation), [size, result]));
        return Op.MoveAxis(Op.Reshape(product, last.Shape.With(-1, result)), -1, axis);
    }

    private static double[] Weights(int size, int factor, string interpolation)
    {
        (int radius, Func<double, double> weigh) = interpolation switch
        {
            "bilinear" => (1, distance => 1 - distance),
            "bicubic" => (2, Cubic),
            "lanczos3" => (3, distance => Lanczos(distance, 3)),
            _ => (5, (Func<double, double>)(distance => Lanczos(distance, 5))),
        };
        int result = size * factor;
        var weights = new double[size * result];
        for (int i = 0; i < result; i++)
        {
            double place = (i + 0.5) / factor - 0.5, lower = Math.Floor(place);
            if (interpolation == "bicubic")
            {
                place = lower + Math.Round((place - lower) * 1024) / 1024;
            }
            var near = Enumerable.Range((int)lower - radius + 1, 2 * radius).Where(from => from >= 0 && from < size).ToArray();
            double sum = near.Sum(from => weigh(Math.Abs(place - from)));
            foreach (int from in near)
            {
                weights[from * result + i] = weigh(Math.Abs(place - from)) / sum;
            }
        }
        return weights;
    }

    /// <summary>Keys's cubic with a = -1/2 (Keys, "Cubic convolution interpolation for digital image processing", 1981).</summary>
    private static double Cubic(double x) => x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;

    /// <summary><c>sinc(x) sinc(x / radius)</c>.</summary>
    private static double Lanczos(double x, int radius) =>
        x < 1e-3 ? 1 : x >= radius ? 0 : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x);
}
