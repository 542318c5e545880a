using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>An orthogonal matrix times a factor: columns (or rows, where these are fewer) of length 1 at right angles.</summary>
/// <remarks>
/// The Q of a random normal matrix's QR decomposition with a positive diagonal of R. A weight of more than two axes is seen as a matrix with
/// all but its last axis in one. Equal to Keras's NumPy backend to rounding.
/// Source: <see href="https://keras.io/api/layers/initializers/#orthogonal-class"/>.
/// </remarks>
/// <param name="gain">The factor.</param>
/// <param name="seed">0 or more; drawn when null.</param>
public sealed class Orthogonal(double gain = 1, int? seed = null) : RandomInitializer(seed)
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default)
    {
        if (shape.Rank < 2)
        {
            throw new ArgumentException($"Orthogonal: expected a weight of two or more axes, received shape {shape}. Use another initializer, such as \"glorot_uniform\".");
        }
        int columns = shape[-1], rows = shape.Slice(0, shape.Rank - 1).Product;
        bool wide = rows < columns;
        int length = Math.Max(rows, columns), count = Math.Min(rows, columns);
        var basis = Orthonormalize(Transpose(Round(SeededDraws.Normal(Seed, 0, 1, shape.Product), dtype), length, count), length, count);
        var result = wide ? basis : Transpose(basis, count, length);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = dtype.Round(dtype.Round(gain) * dtype.Round(result[i]));
        }
        return result;
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["gain"] = PythonNumber.Float(gain);
        return config;
    }

    internal static Orthogonal FromConfig(ConfigReader config) => new(config.OptionalDouble("gain") ?? 1, config.OptionalInt("seed"));

    private static double[] Transpose(double[] matrix, int rows, int columns)
    {
        var result = new double[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            result[i % columns * rows + i / columns] = matrix[i];
        }
        return result;
    }

    /// <summary>Gram and Schmidt's method on vectors that lie one after another; each is swept twice, which keeps the angles right to rounding.</summary>
    private static double[] Orthonormalize(double[] vectors, int length, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var vector = vectors.AsSpan(i * length, length);
            for (int sweep = 0; sweep < 2; sweep++)
            {
                for (int j = 0; j < i; j++)
                {
                    var earlier = vectors.AsSpan(j * length, length);
                    double share = System.Numerics.Tensors.TensorPrimitives.Dot<double>(vector, earlier);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(earlier, -share, vector, vector);
                }
            }
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, System.Numerics.Tensors.TensorPrimitives.Norm<double>(vector), vector);
        }
        return vectors;
    }
}
