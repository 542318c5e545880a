using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>The penalty <c>l1 Σ|w|</c>.</summary>
/// <param name="l1">The factor, 0 or more.</param>
/// <exception cref="ArgumentException">The factor is negative or not finite.</exception>
public sealed class L1(double l1 = 0.01) : Regularizer
{
    private readonly double _factor = Config.Floatx.Round(CheckFactor(l1, nameof(L1), nameof(l1)));

    internal override Value Call(Value weight) => _factor * Op.Sum(Op.Abs(weight));

    internal override JsonObject GetConfig() => new() { ["l1"] = PythonNumber.Float(_factor) };

    internal static L1 FromConfig(ConfigReader config) => new(config.OptionalDouble("l1") ?? 0.01);
}
