using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// A gradient that max pooling sends back, and that is then kept where the pooled image compares with a number in some way (as below a rectifier): every window
/// sends to the element that it took, so the small gradient is masked instead, by the small image. The big one need not be kept.
/// </summary>
internal static class MaskOfPooled
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Select || value.Operands[0] is not { Primitive: Comparison } condition)
        {
            return null;
        }
        bool isKept = value.Operands[1].Primitive is PoolScatter;
        var (scattered, other) = isKept ? (value.Operands[1], value.Operands[2]) : (value.Operands[2], value.Operands[1]);
        if (scattered.Primitive is not PoolScatter scatter || Scalars.Number(other) != 0
            || scattered.Operands[1] is not { Primitive: MaxPoolPlace place } places || place.Geometry != scatter.Geometry)
        {
            return null;
        }
        var (big, gradient) = (places.Operands[0], scattered.Operands[0]);
        if (!condition.Operands.Contains(big) || !condition.Operands.All(operand => operand == big || Scalars.Number(operand) is not null))
        {
            return null;
        }
        var small = Op.MaxPool(big, place.Geometry);
        var asked = condition.Primitive.Apply(Array.ConvertAll(condition.Operands, operand => operand == big ? small : Op.FillLike(small, Scalars.Number(operand)!.Value)));
        var zero = Op.FillLike(gradient, 0);
        return Op.PoolScatter(isKept ? Op.Select(asked, gradient, zero) : Op.Select(asked, zero, gradient), places, scatter.Geometry, scatter.BigSize);
    }
}
