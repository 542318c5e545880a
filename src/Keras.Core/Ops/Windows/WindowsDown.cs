namespace Keras.Core;

/// <summary>
/// A convolution, from a big image to a small one: <c>small[n, p, o] = Σ big[n, p · stride + k · dilation − before, c] kernel[k, c, o]</c>
/// over taps k and the channels c of o's group. Images are [batch, spatial..., channels], the kernel [taps..., big channels / groups, small channels].
/// Its gradients are the two other window primitives.
/// </summary>
internal sealed record WindowsDown(WindowGeometry Geometry) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var (big, kernel) = (operands[0].Shape, operands[1].Shape);
        int spatial = Geometry.SpatialRank;
        if (big.Rank != spatial + 2 || kernel.Rank != spatial + 2 || kernel.Slice(0, spatial) != Geometry.Kernel
            || kernel[-2] * Geometry.Groups != big[-1] || kernel[-1] % Geometry.Groups != 0)
        {
            throw Mismatch($"an image and a kernel of {Geometry.Kernel} taps in {Geometry.Groups} group(s)", operands);
        }
        var shape = big.With(-1, kernel[-1]);
        for (int axis = 0; axis < spatial; axis++)
        {
            shape = shape.With(axis + 1, Geometry.SmallSize(axis, big[axis + 1]));
        }
        return (shape, operands[0].DType);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var (big, kernel) = (result.Operands[0], result.Operands[1]);
        return [Op.WindowsUp(gradient, kernel, Geometry, big.Shape.Slice(1, Geometry.SpatialRank)), Op.WindowsWeights(big, gradient, Geometry)];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.WindowsDown"/>
    public static Value WindowsDown(Value big, Value kernel, WindowGeometry geometry) => new WindowsDown(geometry).Apply(big, kernel);
}
