using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Activations;

namespace Keras.Saving;

/// <summary>
/// Reads the configuration of one object, argument by argument, and complains in the end about arguments that nobody read: none is
/// passed over in silence.
/// </summary>
internal sealed class ConfigReader(string className, JsonObject config)
{
    private readonly HashSet<string> _unread = [.. config.Select(entry => entry.Key)];

    public string? Name => OptionalString("name");

    public bool Trainable => !Contains("trainable") || Bool("trainable");

    public KerasDType? LayerDType => DType("dtype");

    public bool Contains(string key) => config.ContainsKey(key);

    /// <summary>The argument as JSON; <c>null</c> when it is null or absent.</summary>
    public JsonNode? Node(string key)
    {
        _unread.Remove(key);
        return config[key];
    }

    public int Int(string key) => Read<int>(key);

    public int? OptionalInt(string key) => Node(key) is null ? null : Read<int>(key);

    public double Double(string key) => Read<double>(key);

    public double? OptionalDouble(string key) => Node(key) is null ? null : Read<double>(key);

    public bool Bool(string key) => Read<bool>(key);

    public string String(string key) => Read<string>(key);

    public string? OptionalString(string key) => Node(key) is null ? null : Read<string>(key);

    /// <summary>A list of whole numbers; a single number is a list of one.</summary>
    public int[] Ints(string key) => Node(key) switch
    {
        JsonArray list => [.. list.Select(item => Convert<int>(key, item))],
        var single => [Convert<int>(key, single)],
    };

    public KerasShape Shape(string key) => Node(key) is JsonArray list
        ? new KerasShape([.. list.Select(item => item is null ? (int?)null : Convert<int>(key, item))])
        : throw Wrong(key, "a list of dimensions");

    /// <summary>A dtype, written as its name or as a DTypePolicy.</summary>
    public KerasDType? DType(string key) => Node(key) switch
    {
        null => (KerasDType?)null,
        JsonObject policy when policy["config"]?["name"] is { } name => KerasDType.Parse(Convert<string>(key, name)),
        var name => KerasDType.Parse(Convert<string>(key, name)),
    };

    public ActivationFunction? Activation(string key) => Node(key) is { } node ? ActivationFunction.Deserialize(node) : null;

    public Initializers.Initializer? Initializer(string key) => Node(key) is { } node ? Initializers.InitializerTable.Deserialize(node) : null;

    public Regularizers.Regularizer? Regularizer(string key) => Node(key) is { } node ? Regularizers.RegularizerTable.Deserialize(node) : null;

    public Constraints.Constraint? Constraint(string key) => Node(key) is { } node ? Constraints.ConstraintTable.Deserialize(node) : null;

    /// <summary>An argument that is known only at this value: another one is an error, absence is not.</summary>
    public void Expect(string key, bool value)
    {
        if (Node(key) is { } node && Convert<bool>(key, node) != value)
        {
            throw new ArgumentException($"{className}: '{key}' = {node.ToJsonString()} is not supported; expected {(value ? "true" : "false")}.");
        }
    }

    /// <summary>An argument that is known only as null.</summary>
    public void ExpectNull(string key)
    {
        if (Node(key) is { } node)
        {
            throw new ArgumentException($"{className}: '{key}' = {NearestName.Shorten(node.ToJsonString())} is not supported; expected null.");
        }
    }

    /// <summary>Throws when an argument was not read.</summary>
    public void Finish()
    {
        if (_unread.Count > 0)
        {
            throw new ArgumentException($"{className}: unknown argument(s) in its configuration: {string.Join(", ", _unread.Order(StringComparer.Ordinal).Select(key => $"'{key}'"))}.");
        }
    }

    private TValue Read<TValue>(string key) => Convert<TValue>(key, Node(key) ?? throw new ArgumentException($"{className}: the configuration has no '{key}'."));

    private TValue Convert<TValue>(string key, JsonNode? node)
    {
        try
        {
            if (typeof(TValue) == typeof(int) && node!.GetValueKind() == JsonValueKind.Number)
            {
                double number = Number(node);
                return number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (TValue)(object)(int)number : throw Wrong(key, "a whole number");
            }
            if (typeof(TValue) == typeof(double) && node!.GetValueKind() == JsonValueKind.Number)
            {
                return (TValue)(object)Number(node);
            }
            return node!.GetValue<TValue>();
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or NullReferenceException)
        {
            throw Wrong(key, typeof(TValue).Name);
        }
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private ArgumentException Wrong(string key, string expected) =>
        new($"{className}: expected {expected} as '{key}', received {NearestName.Shorten(config[key]?.ToJsonString() ?? "nothing")}.");
}
