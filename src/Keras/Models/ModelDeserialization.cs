using System.Text.Json.Nodes;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Models;

/// <summary>Builds a functional model again from Keras's JSON form of its graph.</summary>
internal sealed class ModelDeserialization
{
    private readonly string _modelName;
    private readonly Dictionary<string, Operation> _operations = [];
    private readonly Dictionary<Operation, List<Node>> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(Operation Operation, JsonNode Call)> _pending = new();

    private ModelDeserialization(string modelName, JsonArray layers)
    {
        _modelName = modelName;
        foreach (var layer in layers)
        {
            AddLayer(layer as JsonObject ?? throw Wrong("a layer's configuration", layer));
        }
        MakeCalls();
    }

    public static Layer FromConfig(ConfigReader config)
    {
        string name = config.Name ?? "functional";
        var layers = config.Node("layers") as JsonArray ?? throw new ArgumentException($"Model '{name}': the configuration has no list \"layers\".");
        var graph = new ModelDeserialization(name, layers);
        return new Model(graph.Find(config.Node("input_layers")), graph.Find(config.Node("output_layers")), name, config.Trainable);
    }

    public static Layer SequentialFromConfig(ConfigReader config)
    {
        string name = config.Name ?? "sequential";
        var layers = config.Node("layers") as JsonArray ?? throw new ArgumentException($"Sequential '{name}': the configuration has no list \"layers\".");
        var made = layers.Select(layer => LayerTable.Entries.Make(layer!)).ToList();
        if (config.Node("build_input_shape") is JsonArray && made is not [InputLayer, ..])
        {
            made.Insert(0, new InputLayer(config.Shape("build_input_shape")));
        }
        config.DType("dtype");
        return new Sequential(made, name, config.Trainable);
    }

    private void AddLayer(JsonObject layer)
    {
        string className = (string?)layer["class_name"] ?? throw Wrong("a layer with a \"class_name\"", layer);
        var calls = layer["inbound_nodes"] as JsonArray ?? [];
        string? name = (string?)layer["name"] ?? (string?)layer["config"]?["name"];
        Operation operation = ((string?)layer["module"])?.StartsWith("keras.src.ops", StringComparison.Ordinal) == true
            ? MakeArithmetic(className, name, calls)
            : LayerTable.Entries.Make(layer);
        if (!_operations.TryAdd(name ?? operation.Name, operation))
        {
            throw new ArgumentException($"Model '{_modelName}': two layers of the configuration are called '{name}'.");
        }
        _calls[operation] = operation is InputLayer ? [operation.Nodes[0]] : [];
        foreach (var call in calls)
        {
            _pending.Enqueue((operation, call ?? throw Wrong("a call", call)));
        }
    }

    private Arithmetic MakeArithmetic(string function, string? name, JsonArray calls)
    {
        var operands = calls is [JsonObject call] ? call["args"] as JsonArray ?? [] : [];
        if (!Arithmetic.IsKnown(function, operands.Count))
        {
            throw new ArgumentException($"Unknown operation '{function}' of {operands.Count} operand(s) in model '{_modelName}'.{NearestName.Suggest(function, Arithmetic.Names)}");
        }
        return new Arithmetic(function, [.. operands.Select(operand => operand is JsonValue number ? number.GetValue<double>() : (double?)null)], name);
    }

    /// <summary>Makes the calls as their tensors become available: layers may be listed in any order.</summary>
    private void MakeCalls()
    {
        int waiting = 0;
        while (_pending.TryDequeue(out var next))
        {
            if (TryCall(next.Operation, next.Call))
            {
                waiting = 0;
                continue;
            }
            _pending.Enqueue(next);
            if (++waiting > _pending.Count)
            {
                throw new ArgumentException($"Model '{_modelName}': the configuration's graph has a loop or is not connected. Calls that wait for their tensors: {string.Join(", ", _pending.Select(call => call.Operation.Name).Distinct())}.");
            }
        }
    }

    private bool TryCall(Operation operation, JsonNode call)
    {
        var arguments = call["args"] as JsonArray ?? throw Wrong("a call with \"args\"", call);
        // Several tensors are one list, except for arithmetic, where they stand side by side.
        bool isList = arguments is [JsonArray];
        var places = isList ? (JsonArray)arguments[0]! : arguments;
        // A call waits for the earlier calls of its own operation, so that their numbers stay.
        if (_pending.Any(other => other.Operation == operation && IsBefore(other.Call, call)))
        {
            return false;
        }
        var tensors = new List<KerasTensor>();
        foreach (var place in places.Where(place => place is JsonObject))
        {
            if (place!["config"]?["keras_history"] is not JsonArray history || FindCall(history, firstCall: 0) is not { } tensor)
            {
                return false;
            }
            tensors.Add(tensor);
        }
        bool? training = (bool?)call["kwargs"]?["training"];
        KerasTensors inputs = isList ? tensors : tensors.Count == 1 ? tensors[0] : tensors;
        _ = operation is Layer layer ? layer.Call(inputs, training) : ((Arithmetic)operation).Call(inputs);
        _calls[operation].Add(operation.Nodes[^1]);
        return true;
    }

    private static bool IsBefore(JsonNode earlier, JsonNode later) =>
        ReferenceEquals(earlier.Parent, later.Parent) && earlier.Parent is JsonArray calls && calls.IndexOf(earlier) < calls.IndexOf(later);

    private KerasTensors Find(JsonNode? places) => places switch
    {
        JsonArray place and [JsonValue, ..] => Require(place),
        JsonArray list => list.Select(place => Require(place as JsonArray ?? throw Wrong("[layer, call, output]", place))).ToArray(),
        _ => throw Wrong("\"input_layers\" and \"output_layers\"", places),
    };

    private KerasTensor Require(JsonArray place) =>
        FindCall(place, firstCall: 1) ?? throw Wrong("a place [layer, call, output] of the graph", place);

    /// <summary>The tensor at [layer, call, output]; <c>null</c> while it is not made.</summary>
    private KerasTensor? FindCall(JsonArray place, int firstCall)
    {
        if (place is not [JsonValue layer, JsonValue call, JsonValue output])
        {
            throw Wrong("[layer, call, output]", place);
        }
        if (!_operations.TryGetValue(layer.GetValue<string>(), out var operation))
        {
            throw new ArgumentException($"Model '{_modelName}': the configuration names a layer '{layer}' that it does not hold.");
        }
        int index = call.GetValue<int>() - (operation is Model and not Sequential ? firstCall : 0), at = output.GetValue<int>();
        var calls = _calls[operation];
        return index >= 0 && index < calls.Count && at >= 0 && at < calls[index].Outputs.Length ? calls[index].Outputs[at] : null;
    }

    private ArgumentException Wrong(string expected, JsonNode? received) =>
        new($"Model '{_modelName}': expected {expected} in the configuration, received: {NearestName.Shorten(received?.ToJsonString() ?? "nothing")}");
}
