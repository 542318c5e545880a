using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>The penalty <c>l2 Σw²</c>.</summary>
/// <param name="l2">The factor, 0 or more.</param>
/// <exception cref="ArgumentException">The factor is negative or not finite.</exception>
public sealed class L2(double l2 = 0.01) : Regularizer
{
    private readonly double _factor = CheckFactor(l2, nameof(L2), nameof(l2));

    internal override Value Call(Value weight) => _factor * Op.Sum(weight * weight);

    internal override JsonObject GetConfig() => new() { ["l2"] = PythonNumber.Float(_factor) };

    internal static L2 FromConfig(ConfigReader config) => new(config.OptionalDouble("l2") ?? 0.01);
}
