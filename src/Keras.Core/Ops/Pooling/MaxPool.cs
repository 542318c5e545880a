namespace Keras.Core;

/// <summary>
/// The largest element of each window, channel by channel; padding never wins, NaN does. Images are [batch, spatial..., channels].
/// The gradient goes to the first largest element of the window.
/// </summary>
internal sealed record MaxPool(WindowGeometry Geometry) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => (Pooling.SmallShape(this, Geometry, operands), operands[0].DType);

    public override Value?[] Gradient(Value result, Value gradient)
    {
        var big = result.Operands[0];
        return [Op.PoolScatter(gradient, Op.MaxPoolPlace(big, Geometry), Geometry, big.Shape.Slice(1, Geometry.SpatialRank))];
    }
}

/// <summary>The place in each window of its first largest element (NaN counts as largest): the tap's row-major number, an int32. It has no gradient.</summary>
internal sealed record MaxPoolPlace(WindowGeometry Geometry) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => (Pooling.SmallShape(this, Geometry, operands), KerasDType.Int32);

    public override Value?[] Gradient(Value result, Value gradient) => [null];
}

internal static class Pooling
{
    public static Dimensions SmallShape(Primitive primitive, WindowGeometry geometry, ReadOnlySpan<Value> operands)
    {
        var shape = operands[0].Shape;
        if (shape.Rank != geometry.SpatialRank + 2)
        {
            throw new InvalidOperationException($"{primitive.Name}: expected an image of {geometry.SpatialRank} spatial axes, received {shape}.");
        }
        for (int axis = 0; axis < geometry.SpatialRank; axis++)
        {
            shape = shape.With(axis + 1, geometry.SmallSize(axis, shape[axis + 1]));
        }
        return shape;
    }
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.MaxPool"/>
    public static Value MaxPool(Value big, WindowGeometry geometry) => new MaxPool(geometry).Apply(big);

    /// <inheritdoc cref="Core.MaxPoolPlace"/>
    public static Value MaxPoolPlace(Value big, WindowGeometry geometry) => new MaxPoolPlace(geometry).Apply(big);
}
