using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras.Initializers;

/// <summary>Fills with ones.</summary>
public sealed class Ones : Initializer
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => [.. Enumerable.Repeat(1.0, shape.Product)];

    internal override JsonObject GetConfig() => [];
}
