using System.Text.Json.Nodes;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Models;

/// <summary>Keras's JSON form of a functional model's graph: layers with their calls, inputs, outputs.</summary>
/// <remarks>
/// A tensor is named by its layer, the number of the call among those of this model, and the number of the output. Where
/// inputs and outputs are listed, calls of a nested functional model count from one, because there Keras counts its own graph as the first.
/// </remarks>
internal static class ModelSerialization
{
    public static JsonObject Config(Model model)
    {
        var graph = model.Graph;
        var own = new HashSet<Node>(graph.Nodes, ReferenceEqualityComparer.Instance);
        var layers = new JsonArray();
        foreach (var operation in graph.Operations)
        {
            var serialized = operation.Serialize();
            serialized["name"] = operation.Name;
            serialized["inbound_nodes"] = new JsonArray([.. operation.Nodes.Where(node => own.Contains(node) && node.Inputs.Count > 0).Select(node => SerializeCall(node, own))]);
            layers.Add((JsonNode)serialized);
        }
        return new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["layers"] = layers,
            ["input_layers"] = Places(model.Inputs, own),
            ["output_layers"] = Places(model.Outputs, own),
        };
    }

    private static JsonNode SerializeCall(Node node, HashSet<Node> own) => new JsonObject
    {
        ["args"] = node.Operation.SerializeArguments(node, tensor => SerializeTensor(tensor, own)),
        ["kwargs"] = node.Operation.SerializeKeywordArguments(node),
    };

    private static JsonNode SerializeTensor(KerasTensor tensor, HashSet<Node> own) => new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = ObjectConfig.Serialize(tensor.Shape),
            ["dtype"] = tensor.DType.Name,
            ["keras_history"] = new JsonArray(tensor.Operation.Name, CallIndex(tensor.Node, own), tensor.Index),
        },
    };

    private static JsonArray Places(KerasTensors tensors, HashSet<Node> own)
    {
        JsonArray Place(KerasTensor tensor)
        {
            int firstCall = tensor.Operation is Model and not Sequential ? 1 : 0;
            return new JsonArray(tensor.Operation.Name, CallIndex(tensor.Node, own) + firstCall, tensor.Index);
        }
        return tensors.IsList ? new JsonArray([.. tensors.Select(Place)]) : Place(tensors[0]);
    }

    private static int CallIndex(Node node, HashSet<Node> own) => node.Operation.Nodes.TakeWhile(other => other != node).Count(own.Contains);
}
