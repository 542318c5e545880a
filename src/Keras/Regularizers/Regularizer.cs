using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>A penalty on a weight, added to the loss: by name (<c>"l2"</c>) or an object (<c>new L2(0.01)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/regularizers/"/>.</remarks>
public abstract class Regularizer
{
    private protected Regularizer()
    {
    }

    /// <summary>The regularizer of that name, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Regularizer(string name) => RegularizerTable.Get(name);

    /// <summary>The penalty, a scalar.</summary>
    internal abstract Value Call(Value weight);

    internal abstract JsonObject GetConfig();

    internal JsonObject Serialize() => ObjectConfig.Serialize("keras.regularizers", GetType().Name, GetConfig(), null);

    private protected static double CheckFactor(double factor, string className, string name) => factor >= 0 && double.IsFinite(factor)
        ? factor
        : throw new ArgumentException($"{className}: expected a {name} of 0 or more, received {factor}.", name);
}
