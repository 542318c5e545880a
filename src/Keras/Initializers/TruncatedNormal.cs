using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Normal numbers; those more than two standard deviations from the mean are drawn again.</summary>
/// <param name="mean">Their mean.</param>
/// <param name="stddev">The standard deviation before those far out are left away.</param>
/// <param name="seed">0 or more; drawn when null.</param>
public sealed class TruncatedNormal(double mean = 0, double stddev = 0.05, int? seed = null) : RandomInitializer(seed)
{
    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => Round(SeededDraws.TruncatedNormal(Seed, mean, stddev, shape.Product), dtype);

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["mean"] = PythonNumber.Float(mean);
        config["stddev"] = PythonNumber.Float(stddev);
        return config;
    }

    internal static TruncatedNormal FromConfig(ConfigReader config) => new(config.OptionalDouble("mean") ?? 0, config.OptionalDouble("stddev") ?? 0.05, config.OptionalInt("seed"));
}
