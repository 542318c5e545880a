using System.Text.Json.Nodes;

namespace Keras.Initializers;

/// <summary>He's uniform initializer: between <c>±√(6 / fan_in)</c>.</summary>
/// <param name="seed">0 or more; drawn when null.</param>
/// <param name="inputAxes">The axes of the weight whose product is fan_in; by default as in a dense or a convolution kernel.</param>
/// <param name="outputAxes">The axes of the weight whose product is fan_out.</param>
public sealed class HeUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null) : VarianceScaling(2, "fan_in", "uniform", seed, inputAxes, outputAxes)
{
    internal override JsonObject GetConfig() => GetPresetConfig();
}
