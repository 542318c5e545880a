using System.Text.Json.Nodes;

namespace Keras.Saving;

/// <summary>Keras's JSON form of an object: <c>{module, class_name, config, registered_name}</c>.</summary>
internal static class ObjectConfig
{
    public static JsonObject Serialize(string module, string className, JsonObject config, string? registeredName) => new()
    {
        ["module"] = module,
        ["class_name"] = className,
        ["config"] = config,
        ["registered_name"] = registeredName,
    };

    public static JsonArray Serialize(IEnumerable<int> numbers) => new([.. numbers.Select(number => (JsonNode)number)]);

    public static JsonArray Serialize(KerasShape shape) => new([.. shape.Select(dimension => (JsonNode?)dimension)]);
}
