using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Models;
using Keras.Saving;
using Keras.Training;

namespace Keras;

public partial class Model
{
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 512 };

    /// <summary>The model's architecture in Keras's own JSON: <c>keras.models.model_from_json</c> of Python reads it.</summary>
    /// <remarks>What the model was compiled with is part of it, weights are not. Source: <see href="https://keras.io/api/models/model_saving_apis/"/>.</remarks>
    /// <exception cref="InvalidOperationException">A part of the model is a C# function, for which there is no configuration.</exception>
    public string ToJson() => Serialize().ToJsonString(new JsonSerializerOptions { MaxDepth = 512 });

    /// <summary>The model of that architecture, written by <see cref="ToJson"/> or by Python's <c>model.to_json()</c>; its weights are new. It is compiled if the other one was.</summary>
    /// <exception cref="ArgumentException">The text is not JSON of a model, or holds a class or an argument that is not known here.</exception>
    public static Model FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        Warmup.Begin();
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: JsonOptions);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The text is not valid JSON: {error.Message}", nameof(json), error);
        }
        var model = LayerTable.Entries.Make(node ?? throw new ArgumentException("Expected the JSON of a model, received null.", nameof(json))) as Model
            ?? throw new ArgumentException($"Expected the JSON of a model, received that of a layer, '{node["class_name"]}'.", nameof(json));
        if (node["compile_config"] is JsonObject { Count: > 0 } compile)
        {
            CompileConfig.Apply(model, compile);
        }
        return model;
    }

    internal override JsonObject GetConfig() => ModelSerialization.Config(this);

    internal override JsonObject Serialize()
    {
        var serialized = base.Serialize();
        serialized["compile_config"] = CompileArguments is { } arguments ? CompileConfig.Serialize(arguments) : [];
        return serialized;
    }

    internal override JsonObject? GetBuildConfig() => new() { ["input_shape"] = null };

    internal override JsonObject SerializeKeywordArguments(Node node)
    {
        var arguments = base.SerializeKeywordArguments(node);
        if (node.Training is null || this is not Sequential)
        {
            arguments["mask"] = node.Inputs.Count == 1 ? null : new JsonArray([.. node.Inputs.Select(_ => (JsonNode?)null)]);
        }
        return arguments;
    }
}
