using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// The sum over all positions of a gradient that max pooling sends back: every window sends its element somewhere, so the small gradient has the same sum, and is
/// shorter.
/// </summary>
internal static class SumOfScatter
{
    public static Value? Try(Value value)
    {
        if (value.Primitive is not Sum sum || value.Operands[0] is not { Primitive: PoolScatter scatter } scattered
            || scattered.Operands[1] is not { Primitive: MaxPoolPlace place } || place.Geometry != scatter.Geometry)
        {
            return null;
        }
        var geometry = scatter.Geometry;
        bool isWhole = Enumerable.Range(0, geometry.SpatialRank).All(axis => sum.Axes.Contains(axis + 1) && MeetsImage(geometry, axis));
        return isWhole ? sum.Apply(scattered.Operands[0]) : null;
    }

    /// <summary>True when no window lies in the padding alone.</summary>
    private static bool MeetsImage(WindowGeometry geometry, int axis) =>
        geometry.Dilations[axis] == 1 && geometry.Before[axis] < geometry.Kernel[axis] && geometry.After[axis] < geometry.Kernel[axis];
}
