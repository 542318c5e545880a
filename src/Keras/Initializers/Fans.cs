using Keras.Core;

namespace Keras.Initializers;

/// <summary>How many numbers flow into and out of a weight of some shape.</summary>
internal static class Fans
{
    /// <summary>
    /// Of a matrix its two axes; of a kernel [taps..., in, out] the products of taps and channels; of less the number of elements.
    /// Axes, where both lists are given, are taken instead.
    /// </summary>
    public static (double In, double Out) Of(Dimensions shape, int[]? inputAxes = null, int[]? outputAxes = null)
    {
        if (inputAxes is not null && outputAxes is not null)
        {
            return (inputAxes.Aggregate(1.0, (product, axis) => product * shape[axis]), outputAxes.Aggregate(1.0, (product, axis) => product * shape[axis]));
        }
        if (shape.Rank < 2)
        {
            return (shape.Product, shape.Product);
        }
        double field = shape.Slice(0, shape.Rank - 2).Product;
        return (shape[-2] * field, shape[-1] * field);
    }
}
