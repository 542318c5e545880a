using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>How a new weight is filled: by Keras's name (<c>"glorot_uniform"</c>) or an object (<c>new HeNormal(seed: 1)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/initializers/"/>.</remarks>
public abstract class Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>The initializer of that name, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Initializer(string name) => InitializerTable.Get(name);

    /// <summary>The numbers of a weight of that shape, row-major, each one of the dtype.</summary>
    internal abstract double[] Make(Dimensions shape, KerasDType dtype = default);

    internal abstract JsonObject GetConfig();

    internal virtual JsonObject Serialize() => ObjectConfig.Serialize("keras.initializers", GetType().Name, GetConfig(), null);

    /// <summary>Rounds each number to the dtype, in place.</summary>
    private protected static double[] Round(double[] numbers, KerasDType dtype)
    {
        dtype.Round(numbers);
        return numbers;
    }
}
