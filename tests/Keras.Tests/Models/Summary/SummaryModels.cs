using System.Text.Json;
using Keras.Models;

namespace Keras.Tests.Models;

/// <summary>Reads the trees that summaries.json describes models by.</summary>
internal static class SummaryModels
{
    public static SummaryModel Read(JsonElement model)
    {
        var nodes = new Dictionary<int, SummaryNode>();
        var layers = model.GetProperty("layers").EnumerateArray().Select(layer => Layer(layer, nodes)).ToList();
        var depths = model.GetProperty("depths");
        var optimizer = model.GetProperty("optimizer");
        return new SummaryModel(
            model.GetProperty("name").GetString()!,
            layers,
            depths.ValueKind == JsonValueKind.Null ? null : [.. depths.EnumerateArray().Select(depth => depth.EnumerateArray().Select(node => nodes[node.GetInt32()]).ToList())],
            Weights(model.GetProperty("trainable")),
            Weights(model.GetProperty("non_trainable")),
            optimizer.ValueKind == JsonValueKind.Null ? null : Weights(optimizer));
    }

    private static SummaryLayer Layer(JsonElement layer, Dictionary<int, SummaryNode> nodes)
    {
        var shapes = layer.GetProperty("shapes");
        var parameters = layer.GetProperty("parameters");
        return new SummaryLayer(
            layer.GetProperty("name").GetString()!,
            layer.GetProperty("class").GetString()!,
            shapes.ValueKind == JsonValueKind.Null ? null : [.. shapes.EnumerateArray().Select(Shape)],
            parameters.ValueKind == JsonValueKind.Null ? null : parameters.GetInt64(),
            layer.GetProperty("weights").GetInt32() > 0,
            layer.GetProperty("trainable").GetBoolean(),
            [.. layer.GetProperty("nodes").EnumerateArray().Select(node => Node(node, nodes))],
            [.. layer.GetProperty("layers").EnumerateArray().Select(inner => Layer(inner, nodes))]);
    }

    private static int?[] Shape(JsonElement shape)
        => [.. shape.EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Null ? (int?)null : size.GetInt32())];

    private static SummaryNode Node(JsonElement node, Dictionary<int, SummaryNode> nodes)
    {
        if (!nodes.TryGetValue(node[0].GetInt32(), out var known))
        {
            known = new SummaryNode([.. node[1].EnumerateArray().Select(input => new SummaryConnection(input[0].GetString()!, input[1].GetInt32(), input[2].GetInt32()))]);
            nodes.Add(node[0].GetInt32(), known);
        }
        return known;
    }

    private static SummaryWeights Weights(JsonElement weights) => new(weights[0].GetInt64(), weights[1].GetDouble());
}
