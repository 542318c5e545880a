using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>Random numbers whose variance is <c>scale / n</c>, n being how many numbers flow into the weight, out of it, or the mean of both.</summary>
/// <remarks>
/// "uniform" draws between <c>±√(3 scale / n)</c>, "untruncated_normal" with the standard deviation <c>√(scale / n)</c>, "truncated_normal" with
/// that divided by 0.8796, which what is left out beyond two standard deviations takes away.
/// Source: <see href="https://keras.io/api/layers/initializers/#variancescaling-class"/>.
/// </remarks>
public class VarianceScaling : RandomInitializer
{
    /// <summary>The standard deviation of a normal distribution of 1 cut off at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private static readonly string[] Modes = ["fan_in", "fan_out", "fan_avg"];
    private static readonly string[] Distributions = ["uniform", "truncated_normal", "untruncated_normal"];

    private readonly double _scale;
    private readonly string _mode, _distribution;
    private readonly int[]? _inputAxes, _outputAxes;

    /// <summary>Random numbers whose variance is <c>scale / n</c>.</summary>
    /// <param name="scale">The factor, greater than 0.</param>
    /// <param name="mode">What n is: "fan_in", "fan_out" or "fan_avg".</param>
    /// <param name="distribution">"truncated_normal" (or "normal"), "untruncated_normal" or "uniform".</param>
    /// <param name="seed">0 or more; drawn when null.</param>
    /// <param name="inputAxes">The axes of the weight whose product is "fan_in"; by default as in a dense or a convolution kernel.</param>
    /// <param name="outputAxes">The axes of the weight whose product is "fan_out".</param>
    /// <exception cref="ArgumentException">An argument is none of these.</exception>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null) : base(seed)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        _scale = scale > 0 ? scale : throw new ArgumentException($"{GetType().Name}: expected a scale greater than 0, received {scale}.", nameof(scale));
        _mode = Modes.Contains(mode) ? mode : throw new ArgumentException($"{GetType().Name}: unknown mode '{mode}'.{NearestName.Suggest(mode ?? "", Modes)}", nameof(mode));
        string name = distribution.ToLowerInvariant() is "normal" ? "truncated_normal" : distribution.ToLowerInvariant();
        _distribution = Distributions.Contains(name) ? name : throw new ArgumentException($"{GetType().Name}: unknown distribution '{distribution}'.{NearestName.Suggest(distribution, Distributions)}", nameof(distribution));
        _inputAxes = inputAxes;
        _outputAxes = outputAxes;
    }

    internal sealed override double[] Make(Dimensions shape, KerasDType dtype = default)
    {
        var (fanIn, fanOut) = Fans.Of(shape, _inputAxes, _outputAxes);
        double n = _mode switch { "fan_in" => fanIn, "fan_out" => fanOut, _ => (fanIn + fanOut) / 2 };
        double variance = _scale / Math.Max(1, n);
        return Round(_distribution switch
        {
            "truncated_normal" => SeededDraws.TruncatedNormal(Seed, 0, Math.Sqrt(variance) / TruncatedDeviation, shape.Product),
            "untruncated_normal" => SeededDraws.Normal(Seed, 0, Math.Sqrt(variance), shape.Product),
            _ => SeededDraws.Uniform(Seed, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), shape.Product),
        }, dtype);
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["scale"] = PythonNumber.Float(_scale);
        config["mode"] = _mode;
        config["distribution"] = _distribution;
        return WithAxes(config);
    }

    /// <summary>The configuration of the classes that fix scale, mode and distribution.</summary>
    private protected JsonObject GetPresetConfig() => WithAxes(base.GetConfig());

    internal static VarianceScaling FromConfig(ConfigReader config) => new(config.OptionalDouble("scale") ?? 1, config.OptionalString("mode") ?? "fan_in", config.OptionalString("distribution") ?? "truncated_normal",
        config.OptionalInt("seed"), Axes(config, "input_axes"), Axes(config, "output_axes"));

    /// <summary>Makes a class that fixes scale, mode and distribution.</summary>
    internal static VarianceScaling FromConfig(ConfigReader config, Func<int?, int[]?, int[]?, VarianceScaling> make) =>
        make(config.OptionalInt("seed"), Axes(config, "input_axes"), Axes(config, "output_axes"));

    private static int[]? Axes(ConfigReader config, string key) => config.Node(key) is null ? null : config.Ints(key);

    private JsonObject WithAxes(JsonObject config)
    {
        config["input_axes"] = List(_inputAxes);
        config["output_axes"] = List(_outputAxes);
        return config;

        static JsonArray? List(int[]? axes) => axes is null ? null : ObjectConfig.Serialize((IEnumerable<int>)axes);
    }
}
