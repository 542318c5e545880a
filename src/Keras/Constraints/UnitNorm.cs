using Keras.Core;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>Every vector of length 1: <c>w / (1e-7 + n)</c>, n being its length.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/constraints/#unitnorm-class"/>.</remarks>
public sealed class UnitNorm : NormConstraint
{
    /// <summary>Every vector of length 1.</summary>
    /// <param name="axis">The axis, or the axes, along which the vectors lie; 0 by default.</param>
    public UnitNorm(IntTuple? axis = null) : base(axis)
    {
    }

    private protected override Value Desired(Value norms) => 1;

    internal static UnitNorm FromConfig(ConfigReader config) => new(ReadAxes(config));
}
