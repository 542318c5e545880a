using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>No vector longer than a maximum; longer ones are shortened: <c>w clip(n, 0, maxValue) / (1e-7 + n)</c>, n being the length.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/constraints/#maxnorm-class"/>.</remarks>
public sealed class MaxNorm : NormConstraint
{
    private readonly double _maxValue;

    /// <summary>No vector longer than a maximum.</summary>
    /// <param name="maxValue">The greatest length.</param>
    /// <param name="axis">The axis, or the axes, along which the vectors lie; 0 by default.</param>
    public MaxNorm(double maxValue = 2, IntTuple? axis = null) : base(axis) => _maxValue = maxValue;

    private protected override Value Desired(Value norms) => Op.Minimum(norms, _maxValue);

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config.Insert(0, "max_value", PythonNumber.Float(_maxValue));
        return config;
    }

    internal static MaxNorm FromConfig(ConfigReader config) => new(config.OptionalDouble("max_value") ?? 2, ReadAxes(config));
}
