using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>The penalty <c>l1 Σ|w| + l2 Σw²</c>.</summary>
/// <param name="l1">The factor of the absolute values, 0 or more.</param>
/// <param name="l2">The factor of the squares, 0 or more.</param>
/// <exception cref="ArgumentException">A factor is negative or not finite.</exception>
public sealed class L1L2(double l1 = 0, double l2 = 0) : Regularizer
{
    private readonly double _l1 = CheckFactor(l1, nameof(L1L2), nameof(l1)), _l2 = CheckFactor(l2, nameof(L1L2), nameof(l2));

    internal override Value Call(Value weight) => (_l1, _l2) switch
    {
        (0, 0) => 0,
        (_, 0) => _l1 * Op.Sum(Op.Abs(weight)),
        (0, _) => _l2 * Op.Sum(weight * weight),
        _ => _l1 * Op.Sum(Op.Abs(weight)) + _l2 * Op.Sum(weight * weight),
    };

    internal override JsonObject GetConfig() => new() { ["l1"] = PythonNumber.Float(_l1), ["l2"] = PythonNumber.Float(_l2) };

    internal static L1L2 FromConfig(ConfigReader config) => new(config.OptionalDouble("l1") ?? 0, config.OptionalDouble("l2") ?? 0);
}
