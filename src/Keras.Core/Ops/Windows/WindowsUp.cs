namespace Keras.Core;

/// <summary>
/// A transposed convolution, from a small image to a big one: <c>big[n, p · stride + k · dilation − before, c] += small[n, p, o] kernel[k, c, o]</c>.
/// The kernel lies as in <see cref="WindowsDown"/>, whose input gradient this is.
/// </summary>
internal sealed record WindowsUp(WindowGeometry Geometry, Dimensions BigSize) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var (small, kernel) = (operands[0].Shape, operands[1].Shape);
        int spatial = Geometry.SpatialRank;
        bool fits = small.Rank == spatial + 2 && kernel.Rank == spatial + 2 && kernel.Slice(0, spatial) == Geometry.Kernel
            && kernel[-1] == small[-1] && kernel[-1] % Geometry.Groups == 0;
        for (int axis = 0; fits && axis < spatial; axis++)
        {
            fits = Geometry.SmallSize(axis, BigSize[axis]) == small[axis + 1];
        }
        return fits
            ? (new([small[0], .. BigSize, kernel[-2] * Geometry.Groups]), operands[0].DType)
            : throw Mismatch($"a small image of {BigSize} and a kernel of {Geometry.Kernel} taps in {Geometry.Groups} group(s)", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var (small, kernel) = (result.Operands[0], result.Operands[1]);
        return [Op.WindowsDown(gradient, kernel, Geometry), Op.WindowsWeights(gradient, small, Geometry)];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.WindowsUp"/>
    public static Value WindowsUp(Value small, Value kernel, WindowGeometry geometry, Dimensions bigSize) =>
        new WindowsUp(geometry, bigSize).Apply(small, kernel);
}
