using System.Text.Json.Nodes;
using Keras.Losses;
using Keras.Metrics;
using Keras.Optimizers;
using Keras.Saving;

namespace Keras.Training;

/// <summary>What <c>Compile</c> was given, to and from Keras's JSON (<c>compile_config</c>).</summary>
internal static class CompileConfig
{
    private static readonly string[] Keys = ["optimizer", "loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly", "steps_per_execution", "jit_compile"];

    /// <summary>Keras's record. Its <c>run_eagerly</c> and <c>jit_compile</c> choose how Python runs the model: always false here.</summary>
    public static JsonObject Serialize(CompileArguments arguments) => new()
    {
        ["optimizer"] = arguments.Optimizer.Serialize(),
        ["loss"] = Serialize(arguments.Loss),
        ["loss_weights"] = Serialize(arguments.LossWeights),
        ["metrics"] = SerializeAll(arguments.Metrics),
        ["weighted_metrics"] = SerializeAll(arguments.WeightedMetrics),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = arguments.StepsPerExecution,
        ["jit_compile"] = false,
    };

    /// <summary>Compiles a model as the record says.</summary>
    /// <exception cref="ArgumentException">The record holds a class or an argument that is not known here.</exception>
    public static void Apply(Model model, JsonObject config)
    {
        var unknown = config.Select(entry => entry.Key).Except(Keys).ToArray();
        if (unknown.Length > 0)
        {
            throw new ArgumentException($"Model '{model.Name}': unknown argument(s) in its compile_config: {string.Join(", ", unknown)}.");
        }
        model.Compile(
            optimizer: config["optimizer"] is { } optimizer ? OptimizerTable.Deserialize(optimizer) : null,
            loss: LossOf(config["loss"]),
            lossWeights: WeightsOf(config["loss_weights"]),
            metrics: MetricsOf(config["metrics"]),
            weightedMetrics: MetricsOf(config["weighted_metrics"]),
            stepsPerExecution: (int?)config["steps_per_execution"] ?? 1);
    }

    private static JsonNode? Serialize(LossArgument? loss) => loss switch
    {
        null => null,
        { Parts: { } parts } => Join(loss.Names, [.. parts.Select(Serialize)]),
        { Identifier: { } name } => name,
        _ => loss.Loss!.Serialize(),
    };

    private static JsonNode? Serialize(LossWeights? weights) => weights switch
    {
        null => null,
        { IsList: false, Names: null } => PythonNumber.Float(weights.Values[0]),
        _ => Join(weights.Names, [.. weights.Values.Select(PythonNumber.Float)]),
    };

    /// <summary>Keras takes metrics as a list or a dictionary only, so one alone is written as a list.</summary>
    private static JsonNode? SerializeAll(MetricsArgument? metrics) => metrics is { Parts: null } ? new JsonArray(Serialize(metrics)) : Serialize(metrics);

    private static JsonNode? Serialize(MetricsArgument? metrics) => metrics switch
    {
        null => null,
        { Parts: { } parts } => Join(metrics.Names, [.. parts.Select(Serialize)]),
        { Identifier: { } name } => name,
        _ => metrics.Metric!.Serialize(),
    };

    private static JsonNode Join(IReadOnlyList<string>? names, JsonNode?[] parts) => names is null
        ? new JsonArray(parts)
        : new JsonObject(names.Zip(parts, KeyValuePair.Create));

    private static LossArgument? LossOf(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossArgument.Create([.. list.Select(LossOf)]),
        JsonObject named when !IsObject(named) => LossArgument.Named([.. named.Select(entry => KeyValuePair.Create(entry.Key, LossOf(entry.Value)))]),
        JsonObject loss => LossTable.Deserialize(loss),
        _ => (string)node!,
    };

    private static LossWeights? WeightsOf(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossWeights.Create([.. list.Select(weight => (double)weight!)]),
        JsonObject named => named.ToDictionary(entry => entry.Key, entry => (double)entry.Value!),
        _ => (double)node,
    };

    private static MetricsArgument? MetricsOf(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => MetricsArgument.Create([.. list.Select(MetricsOf)]),
        JsonObject named when !IsObject(named) => MetricsArgument.Named([.. named.Select(entry => KeyValuePair.Create(entry.Key, MetricsOf(entry.Value)))]),
        JsonObject metric => MetricTable.Deserialize(metric),
        _ => (string)node!,
    };

    private static bool IsObject(JsonObject node) => node.ContainsKey("class_name");
}
