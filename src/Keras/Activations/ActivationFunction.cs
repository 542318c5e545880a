using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Activations;

/// <summary>The function a layer applies to its result: by Keras's name (<c>"relu"</c>), or one's own (<c>new(x => x * 2.0)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/activations/"/>.</remarks>
public sealed class ActivationFunction
{
    private readonly Func<Value, Value> _function;

    internal ActivationFunction(string name, Func<Value, Value> function)
    {
        Name = name;
        _function = function;
    }

    /// <summary>A function written with the operators of <see cref="KerasTensor"/>. Such a model trains as any other, but has no configuration in Keras's format.</summary>
    /// <example><code>var h = Dense(3, activation: new(x => x * 2.0))(x);</code></example>
    public ActivationFunction(Func<KerasTensor, KerasTensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = value => SymbolicFunction.Apply(function, value);
    }

    private ActivationFunction(Func<Value, Value> function) => _function = function;

    /// <summary>x where it is more than the threshold, else the default value: Keras's <c>activations.threshold</c>, which has no name to be saved by.</summary>
    /// <example><code>var h = Dense(3, activation: ActivationFunction.Threshold(0.5, 0))(x);</code></example>
    public static ActivationFunction Threshold(double threshold, double defaultValue) => new(x => Shrinks.Threshold(x, threshold, defaultValue));

    /// <summary>Keras's name; <c>null</c> of a function of one's own.</summary>
    public string? Name { get; }

    /// <summary>The activation of that name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator ActivationFunction(string name) => ActivationTable.Get(name);

    internal Value Call(Value x) => _function(x);

    internal JsonNode Serialize() => Name ?? throw new InvalidOperationException("An activation that is a C# function has no configuration in Keras's format. Use a named activation, or build the model again in code.");

    internal static ActivationFunction Deserialize(JsonNode node) => node switch
    {
        JsonValue name => name.GetValue<string>(),
        JsonObject outer when (string?)outer["class_name"] == "function" => (string?)outer["config"] ?? "",
        _ => throw new ArgumentException($"Expected the name of an activation, received: {NearestName.Shorten(node.ToJsonString())}"),
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name ?? "<function>";
}
