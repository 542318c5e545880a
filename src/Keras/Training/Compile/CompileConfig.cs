using System.Text.Json.Nodes;
using Keras.Losses;
using Keras.Metrics;
using Keras.Optimizers;
using Keras.Saving;

namespace Keras.Training;

/// <summary>Keras's JSON form of what <c>Compile</c> was given, its <c>compile_config</c>: names stay names, objects become their configurations.</summary>
internal static class CompileConfig
{
    public static JsonObject Write(CompileArguments arguments) => new()
    {
        ["optimizer"] = arguments.Optimizer.Serialize(),
        ["loss"] = Write(arguments.Loss),
        ["loss_weights"] = Write(arguments.LossWeights),
        ["metrics"] = Write(arguments.Metrics),
        ["weighted_metrics"] = Write(arguments.WeightedMetrics),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = arguments.StepsPerExecution,
        ["jit_compile"] = false,
    };

    /// <exception cref="ArgumentException">It holds a class, a name or an argument that is not known here.</exception>
    public static CompileArguments Read(JsonObject config)
    {
        var reader = new ConfigReader("compile_config", config);
        // How Python runs the model changes no numbers; "auto_scale_loss" is for float16.
        foreach (string key in (string[])["run_eagerly", "jit_compile", "auto_scale_loss"])
        {
            reader.Node(key);
        }
        var arguments = new CompileArguments(
            reader.Node("optimizer") is { } optimizer ? OptimizerTable.Deserialize(optimizer) : "rmsprop",
            ReadLoss(reader.Node("loss")),
            ReadWeights(reader.Node("loss_weights")),
            ReadMetrics(reader.Node("metrics")),
            ReadMetrics(reader.Node("weighted_metrics")),
            reader.OptionalInt("steps_per_execution") ?? 1);
        reader.Finish();
        return arguments;
    }

    private static JsonNode? Write(LossArgument? loss) => loss switch
    {
        null => null,
        { Parts: { } parts } => Write(loss.Names, [.. parts.Select(Write)]),
        _ => loss.Identifier ?? (JsonNode)loss.Loss!.Serialize(),
    };

    private static JsonNode? Write(LossWeights? weights) => weights switch
    {
        null => null,
        { IsList: false, Names: null } => weights.Values[0],
        _ => Write(weights.Names, [.. weights.Values.Select(value => (JsonNode)value)]),
    };

    private static JsonNode? Write(MetricsArgument? metrics) => metrics switch
    {
        null => null,
        { Parts: { } parts } => Write(metrics.Names, [.. parts.Select(Write)]),
        _ => metrics.Identifier ?? (JsonNode)metrics.Metric!.Serialize(),
    };

    private static JsonNode Write(IReadOnlyList<string>? names, JsonNode?[] parts) =>
        names is null ? new JsonArray(parts) : new JsonObject(names.Zip(parts, KeyValuePair.Create));

    private static LossArgument? ReadLoss(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossArgument.Create([.. list.Select(ReadLoss)]),
        JsonObject named when !IsConfig(named) => LossArgument.Named([.. named.Select(entry => KeyValuePair.Create(entry.Key, ReadLoss(entry.Value)))]),
        JsonObject loss => LossTable.Deserialize(loss),
        _ => node.GetValue<string>(),
    };

    private static LossWeights? ReadWeights(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossWeights.Create([.. list.Select(weight => (double)weight!)]),
        JsonObject named => named.ToDictionary(entry => entry.Key, entry => (double)entry.Value!),
        _ => (double)node,
    };

    private static MetricsArgument? ReadMetrics(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => MetricsArgument.Create([.. list.Select(ReadMetrics)]),
        JsonObject named when !IsConfig(named) => MetricsArgument.Named([.. named.Select(entry => KeyValuePair.Create(entry.Key, ReadMetrics(entry.Value)))]),
        JsonObject metric => MetricTable.Deserialize(metric),
        _ => node.GetValue<string>(),
    };

    private static bool IsConfig(JsonObject node) => node.ContainsKey("class_name");
}
