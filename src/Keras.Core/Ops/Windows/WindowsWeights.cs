namespace Keras.Core;

/// <summary>
/// The kernel's gradient of a convolution: <c>kernel[k, c, o] = Σ big[n, p · stride + k · dilation − before, c] small[n, p, o]</c>
/// over images n and small positions p.
/// </summary>
internal sealed record WindowsWeights(WindowGeometry Geometry) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var (big, small) = (operands[0].Shape, operands[1].Shape);
        bool fits = big.Rank == Geometry.SpatialRank + 2 && small.Rank == big.Rank && big[0] == small[0] && big[-1] % Geometry.Groups == 0 && small[-1] % Geometry.Groups == 0;
        for (int axis = 0; fits && axis < Geometry.SpatialRank; axis++)
        {
            fits = Geometry.SmallSize(axis, big[axis + 1]) == small[axis + 1];
        }
        return fits
            ? (new([.. Geometry.Kernel, big[-1] / Geometry.Groups, small[-1]]), operands[0].DType)
            : throw Mismatch($"a big and a small image of a kernel of {Geometry.Kernel} taps", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var (big, small) = (result.Operands[0], result.Operands[1]);
        return [Op.WindowsUp(small, gradient, Geometry, big.Shape.Slice(1, Geometry.SpatialRank)), Op.WindowsDown(big, gradient, Geometry)];
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.WindowsWeights"/>
    public static Value WindowsWeights(Value big, Value small, WindowGeometry geometry) => new WindowsWeights(geometry).Apply(big, small);
}
