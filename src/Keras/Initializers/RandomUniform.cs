using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Numbers equally likely from one bound to the other.</summary>
/// <param name="minval">The lower bound, included.</param>
/// <param name="maxval">The upper bound, excluded.</param>
/// <param name="seed">0 or more; drawn when null.</param>
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : RandomInitializer(seed)
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => Round(SeededDraws.Uniform(Seed, minval, maxval, shape.Product), dtype);

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["minval"] = PythonNumber.Float(minval);
        config["maxval"] = PythonNumber.Float(maxval);
        return config;
    }

    internal static RandomUniform FromConfig(ConfigReader config) => new(config.OptionalDouble("minval") ?? -0.05, config.OptionalDouble("maxval") ?? 0.05, config.OptionalInt("seed"));
}
