using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>A number that is followed over batches: by Keras's name (<c>"accuracy"</c>, <c>"mae"</c>) or an object (<c>new TopKCategoricalAccuracy(3)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/metrics/"/>.</remarks>
public abstract class Metric
{
    private protected Metric(string name) =>
        Name = string.IsNullOrEmpty(name) ? throw new ArgumentException($"{ClassName}: a name must not be empty.", nameof(name)) : name;

    /// <summary>The name, under which logs have the metric.</summary>
    public string Name { get; }

    /// <summary>The dtype that it is counted in: <see cref="Config.Floatx"/> when it was made.</summary>
    public KerasDType DType { get; } = Config.Floatx;

    /// <summary>Keras's name of the class.</summary>
    internal string ClassName => GetType().Name;

    /// <summary>Whether more is better; null when nobody knows.</summary>
    internal virtual bool? Increases => null;

    /// <summary>The value over all updates since the last reset.</summary>
    public abstract double Result();

    /// <summary>Forgets all updates.</summary>
    public abstract void ResetState();

    /// <summary>Records an update by a batch.</summary>
    internal abstract void Update(CallContext context, Value yTrue, Value yPred, Value? sampleWeight);

    /// <summary>The metric's configuration in Keras's form.</summary>
    internal virtual JsonObject GetConfig() => new() { ["name"] = Name, ["dtype"] = DType.Name };

    internal JsonObject Serialize() => ObjectConfig.Serialize("keras.metrics", ClassName, GetConfig(), null);

    /// <summary>Reads the name; and the dtype, which can only be that of all.</summary>
    private protected static string ReadName(ConfigReader config, string byDefault) => (config.DType("dtype") ?? Config.Floatx) == Config.Floatx
        ? config.Name ?? byDefault
        : throw new ArgumentException($"Metrics are computed in {Config.Floatx}; their configuration has another dtype. Leave it out.");
}
