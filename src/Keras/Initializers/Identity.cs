using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>The identity matrix times a factor; for weights of two axes.</summary>
/// <param name="gain">The factor.</param>
public sealed class Identity(double gain = 1) : Initializer
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default)
    {
        if (shape.Rank != 2)
        {
            throw new ArgumentException($"Identity: expected a weight of two axes, received shape {shape}. Use another initializer, such as \"orthogonal\".");
        }
        var matrix = new double[shape.Product];
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            matrix[i * shape[1] + i] = dtype.Round(gain);
        }
        return matrix;
    }

    /// <summary>Keras leaves the factor out; it reads it, though.</summary>
    internal override JsonObject GetConfig() => gain == 1 ? [] : new() { ["gain"] = PythonNumber.Float(gain) };

    internal static Identity FromConfig(ConfigReader config) => new(config.OptionalDouble("gain") ?? 1);
}
