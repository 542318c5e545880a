using System.Text.Json.Nodes;

namespace Keras.Initializers;

/// <summary>LeCun's normal initializer: truncated normal of the standard deviation <c>√(1 / fan_in)</c>.</summary>
/// <param name="seed">0 or more; drawn when null.</param>
/// <param name="inputAxes">The axes of the weight whose product is fan_in; by default as in a dense or a convolution kernel.</param>
/// <param name="outputAxes">The axes of the weight whose product is fan_out.</param>
public sealed class LecunNormal(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null) : VarianceScaling(1, "fan_in", "truncated_normal", seed, inputAxes, outputAxes)
{
    internal override JsonObject GetConfig() => GetPresetConfig();
}
