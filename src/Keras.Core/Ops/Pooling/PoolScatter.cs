namespace Keras.Core;

/// <summary>Adds each element of a small image to a big one of zeros, at the place of its window that <see cref="MaxPoolPlace"/> found. The gradient gathers.</summary>
internal sealed record PoolScatter(WindowGeometry Geometry, Dimensions BigSize) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        var small = operands[0].Shape;
        return small == operands[1].Shape && small.Rank == Geometry.SpatialRank + 2
            ? (new([small[0], .. BigSize, small[-1]]), operands[0].DType)
            : throw Mismatch("a small image and places of the same shape", operands);
    }

    public override Value?[] Gradient(Value result, Value gradient) => [Op.PoolGather(gradient, result.Operands[1], Geometry), null];
}

/// <summary>Takes from each window of a big image the element at the place that <see cref="MaxPoolPlace"/> found. The gradient scatters.</summary>
internal sealed record PoolGather(WindowGeometry Geometry) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => Pooling.SmallShape(this, Geometry, operands) == operands[1].Shape
        ? (operands[1].Shape, operands[0].DType)
        : throw Mismatch("a big image and the places of its windows", operands);

    public override Value?[] Gradient(Value result, Value gradient) =>
        [Op.PoolScatter(gradient, result.Operands[1], Geometry, result.Operands[0].Shape.Slice(1, Geometry.SpatialRank)), null];
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.PoolScatter"/>
    public static Value PoolScatter(Value small, Value places, WindowGeometry geometry, Dimensions bigSize) =>
        new PoolScatter(geometry, bigSize).Apply(small, places);

    /// <inheritdoc cref="Core.PoolGather"/>
    public static Value PoolGather(Value big, Value places, WindowGeometry geometry) => new PoolGather(geometry).Apply(big, places);
}
