using Keras.Core;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>Joins elementwise values into regions.</summary>
internal static class Grouping
{
    public static IReadOnlyList<Region> Of(IEnumerable<Value> values) =>
        [.. values.Where(value => value.Primitive is Elementwise).Select(value => new Region([value], [value]))];
}
