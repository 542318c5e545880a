using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>A constraint on the lengths (2-norms) of a weight's vectors, which lie along some axes.</summary>
/// <remarks>
/// In a dense kernel (inputs, outputs) the axis 0 makes each output's weights one vector; in a convolution kernel [taps..., in, out]
/// the axes [0, 1, 2] do.
/// </remarks>
public abstract class NormConstraint : Constraint
{
    private const double Epsilon = 1e-7;
    private readonly IntTuple _axes;

    private protected NormConstraint(IntTuple? axes) => _axes = axes ?? 0;

    /// <summary>The lengths that the vectors shall have, given those they have.</summary>
    private protected abstract Value Desired(Value norms);

    internal sealed override Value Call(Value weight)
    {
        foreach (int axis in _axes)
        {
            if (axis < -weight.Rank || axis >= weight.Rank)
            {
                throw new ArgumentException($"{GetType().Name}: axis {axis} does not exist in a weight of shape {weight.Shape}. Expected {-weight.Rank} to {weight.Rank - 1}.");
            }
        }
        var norms = Op.Sqrt(Op.Sum(weight * weight, new Dimensions([.. _axes]), keepDimensions: true));
        return weight * (Desired(norms) / (Epsilon + norms));
    }

    internal override JsonObject GetConfig() => new() { ["axis"] = _axes.ToJson() };

    private protected static IntTuple? ReadAxes(ConfigReader config) => config.OptionalIntTuple("axis");
}
