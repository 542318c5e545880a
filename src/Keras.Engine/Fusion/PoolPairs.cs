using Keras.Core;
using Keras.Engine.Layout;

namespace Keras.Engine.Fusion;

/// <summary>The largest elements of an image's windows and their places, where a graph wants both.</summary>
internal static class PoolPairs
{
    public static IEnumerable<(WindowGeometry Geometry, Value Elements, Value Places)> Of(IEnumerable<Value> values)
    {
        var pools = values.Where(value => InLanes.Unwrap(value.Primitive) is MaxPool or MaxPoolPlace).ToList();
        foreach (var elements in pools)
        {
            if (InLanes.Unwrap(elements.Primitive) is MaxPool pool
                && pools.Find(places => InLanes.Unwrap(places.Primitive) is MaxPoolPlace place && place.Geometry == pool.Geometry && places.Operands[0] == elements.Operands[0]) is { } both)
            {
                yield return (pool.Geometry, elements, both);
            }
        }
    }
}
