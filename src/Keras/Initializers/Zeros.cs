using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras.Initializers;

/// <summary>Fills with zeros.</summary>
public sealed class Zeros : Initializer
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => new double[shape.Product];

    internal override JsonObject GetConfig() => [];
}
