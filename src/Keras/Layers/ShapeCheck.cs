namespace Keras.Layers;

/// <summary>The checks of input shapes that layers share, with one wording.</summary>
internal static class ShapeCheck
{
    /// <summary>The size of the last axis, which must be known.</summary>
    public static int LastAxis(Layer layer, KerasShape shape) => shape.Rank >= 2 && shape[-1] is { } size
        ? size
        : throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected a shape of two or more axes whose last is known, received shape {shape}.");

    /// <summary>Throws unless the last axis has the size that the layer was built for.</summary>
    public static void LastAxisIs(Layer layer, int expected, KerasShape shape)
    {
        if (shape.Rank < 2 || (shape[-1] is { } size && size != expected))
        {
            string advice = shape.Rank > 2 && shape.Skip(1).All(dimension => dimension is not null) && shape.Skip(1).Aggregate(1, (product, dimension) => product * dimension!.Value) == expected
                ? " Add Flatten() before it."
                : "";
            throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected last axis {expected}, received shape {shape}.{advice}");
        }
    }

    /// <summary>Throws unless the shape has that rank.</summary>
    public static void Rank(Layer layer, int expected, KerasShape shape)
    {
        if (shape.Rank != expected)
        {
            throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected a shape of {expected} axes, batch first, received shape {shape}.");
        }
    }
}
