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

    /// <summary>The argument, or its default where older versions of Keras did not write it.</summary>
    public int Int(string key, int @default) => Contains(key) ? Int(key) : @default;

    public int? OptionalInt(string key) => Node(key) is null ? null : Read<int>(key);

    public double Double(string key) => Read<double>(key);

    public double Double(string key, double @default) => Contains(key) ? Double(key) : @default;

    public double? OptionalDouble(string key) => Node(key) is null ? null : Read<double>(key);

    public bool Bool(string key) => Read<bool>(key);

    public bool Bool(string key, bool @default) => Contains(key) ? Bool(key) : @default;

    public string String(string key) => Read<string>(key);

    public string String(string key, string @default) => Contains(key) ? String(key) : @default;

    public string? OptionalString(string key) => Node(key) is null ? null : Read<string>(key);

    /// <summary>A list of whole numbers; a single number is a list of one.</summary>
    public int[] Ints(string key) => Node(key) switch
    {
        JsonArray list => [.. list.Select(item => Convert<int>(key, item))],
        var single => [Convert<int>(key, single)],
    };

    /// <summary>The axis of a normalisation: -1 where it is not written, the only one of a list.</summary>
    public int Axis(string key) => !Contains(key) ? -1 : Ints(key) is [var axis] ? axis : throw Wrong(key, "one axis");

    /// <summary>Whole numbers, as one or as a list.</summary>
    public IntTuple IntTuple(string key) => Node(key) is JsonArray ? Ints(key) : Int(key);

    public IntTuple? OptionalIntTuple(string key) => Node(key) is null ? (IntTuple?)null : IntTuple(key);

    /// <summary>A height and a width, as one number or two.</summary>
    public Size2D Size2D(string key) => Ints(key) switch
    {
        [var both] => both,
        [var height, var width] => (height, width),
        _ => throw Wrong(key, "two numbers"),
    };

    public Size2D Size2D(string key, Size2D @default) => Contains(key) ? Size2D(key) : @default;

    public Size2D? OptionalSize2D(string key) => Node(key) is null ? (Size2D?)null : Size2D(key);

    /// <summary>Margins of rows and columns: one number, two, or two pairs.</summary>
    public Margins2D Margins2D(string key) => Node(key) is JsonArray list && list.All(item => item is JsonArray)
        ? list.Select(item => item!.AsArray().Select(margin => Convert<int>(key, margin)).ToArray()).ToArray() is [[var top, var bottom], [var left, var right]]
            ? ((top, bottom), (left, right))
            : throw Wrong(key, "two pairs of numbers")
        : (Size2D(key).Height, Size2D(key).Width);

    public KerasShape? OptionalShape(string key) => Node(key) is null ? (KerasShape?)null : Shape(key);

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

    /// <inheritdoc cref="Expect(string, bool)"/>
    public void Expect(string key, double value)
    {
        if (Node(key) is { } node && Convert<double>(key, node) != value)
        {
            throw new ArgumentException(FormattableString.Invariant($"{className}: '{key}' = {node.ToJsonString()} is not supported; expected {value}."));
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
            throw Wrong(key, typeof(TValue) == typeof(int) ? "a whole number" : typeof(TValue) == typeof(double) ? "a number" : typeof(TValue) == typeof(bool) ? "true or false" : "text");
        }
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private ArgumentException Wrong(string key, string expected) =>
        new($"{className}: expected {expected} as '{key}', received {NearestName.Shorten(config[key]?.ToJsonString() ?? "nothing")}.");
}
