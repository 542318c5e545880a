using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>
/// Every vector between a least and a greatest length: <c>w (rate clip(n, minValue, maxValue) + (1 - rate) n) / (1e-7 + n)</c>, n being its length.
/// </summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/constraints/#minmaxnorm-class"/>.</remarks>
public sealed class MinMaxNorm : NormConstraint
{
    private readonly double _minValue, _maxValue, _rate;

    /// <summary>Every vector between a least and a greatest length.</summary>
    /// <param name="minValue">The least length.</param>
    /// <param name="maxValue">The greatest length.</param>
    /// <param name="rate">How far a step goes towards it: 1 obeys at once.</param>
    /// <param name="axis">The axis, or the axes, along which the vectors lie; 0 by default.</param>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, IntTuple? axis = null) : base(axis)
    {
        _minValue = minValue;
        _maxValue = maxValue;
        _rate = rate;
    }

    private protected override Value Desired(Value norms) => _rate * Op.Minimum(Op.Maximum(norms, _minValue), _maxValue) + (1 - _rate) * norms;

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config.Insert(0, "min_value", PythonNumber.Float(_minValue));
        config.Insert(1, "max_value", PythonNumber.Float(_maxValue));
        config.Insert(2, "rate", PythonNumber.Float(_rate));
        return config;
    }

    internal static MinMaxNorm FromConfig(ConfigReader config) =>
        new(config.OptionalDouble("min_value") ?? 0, config.OptionalDouble("max_value") ?? 1, config.OptionalDouble("rate") ?? 1, ReadAxes(config));
}
