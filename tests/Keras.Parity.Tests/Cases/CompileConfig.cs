using System.Text.Json.Nodes;
using Keras.Losses;
using Keras.Metrics;
using Keras.Optimizers;

namespace Keras.Parity.Tests.Cases;

/// <summary>Compiles a model with the arguments that a case holds in Keras's JSON.</summary>
internal static class CompileConfig
{
    public static void Compile(Model model, JsonObject compile) => model.Compile(
        optimizer: OptimizerTable.Deserialize(compile["optimizer"]!),
        loss: LossOf(compile["loss"]),
        lossWeights: WeightsOf(compile["loss_weights"]),
        metrics: MetricsOf(compile["metrics"]),
        weightedMetrics: MetricsOf(compile["weighted_metrics"]),
        stepsPerExecution: (int?)compile["steps_per_execution"] ?? 1);

    private static bool IsObject(JsonObject node) => node.ContainsKey("class_name");

    private static LossArgument? LossOf(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossArgument.Create([.. list.Select(LossOf)]),
        JsonObject named when !IsObject(named) => LossArgument.Named([.. named.Select(entry => KeyValuePair.Create(entry.Key, LossOf(entry.Value)))]),
        JsonObject loss => LossTable.Deserialize(loss),
        _ => node.GetValue<string>(),
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
        _ => node.GetValue<string>(),
    };
}
