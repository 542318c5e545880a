using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Fills with one number.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value = 0) : Initializer
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => [.. Enumerable.Repeat(dtype.Round(value), shape.Product)];

    internal override JsonObject GetConfig() => new() { ["value"] = PythonNumber.Float(value) };

    internal static Constant FromConfig(ConfigReader config) => new(config.OptionalDouble("value") ?? 0);
}
