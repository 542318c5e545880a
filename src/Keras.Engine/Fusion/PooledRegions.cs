using Keras.Core;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>Regions whose only result is an image that nothing but one max pooling reads, for its largest elements, their places, or both.</summary>
internal static class PooledRegions
{
    public static (WindowGeometry Geometry, Value? Elements, Value? Places)? Of(Region region, Regions regions, IEnumerable<Value> values)
    {
        if (region.Results is not [var image])
        {
            return null;
        }
        var pools = values.Where(value => Geometry(value) is not null && Aliases.Root(value.Operands[0]) == image).ToList();
        if (pools.Count is 0 or > 2 || regions.Readers(image) != pools.Count || Geometry(pools[0]) != Geometry(pools[^1]))
        {
            return null;
        }
        return (Geometry(pools[0])!, pools.Find(pool => InLanes.Unwrap(pool.Primitive) is MaxPool), pools.Find(pool => InLanes.Unwrap(pool.Primitive) is MaxPoolPlace));
    }

    private static WindowGeometry? Geometry(Value value) => InLanes.Unwrap(value.Primitive) switch
    {
        MaxPool pool => pool.Geometry,
        MaxPoolPlace place => place.Geometry,
        _ => null,
    };
}
