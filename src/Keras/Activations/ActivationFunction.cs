using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Activations;

/// <summary>The function a layer applies to its result: by Keras's name (<c>"relu"</c>), or one's own (<c>new(x => x * 2.0)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/activations/"/>.</remarks>
public sealed class ActivationFunction
{
    private readonly Func<Value, Value> _function;
    private readonly Layer? _layer;

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

    private ActivationFunction(Layer layer)
    {
        _layer = layer is Activation or ELU or LeakyReLU or ReLU or Softmax
            ? layer
            : throw new ArgumentException($"Expected an activation: a name, a function, or a layer such as LeakyReLU that has no weights; received {layer.ClassName} '{layer.Name}'. Call it on the result of the layer instead.");
        _function = value => layer.Call(new CallContext(training: null), value);
    }

    /// <summary>x where it is more than the threshold, else the default value: Keras's <c>activations.threshold</c>, which has no name to be saved by.</summary>
    /// <example><code>var h = Dense(3, activation: ActivationFunction.Threshold(0.5, 0))(x);</code></example>
    public static ActivationFunction Threshold(double threshold, double defaultValue) => new(x => Shrinks.Threshold(x, threshold, defaultValue));

    /// <summary>Keras's name; <c>null</c> of a function of one's own.</summary>
    public string? Name { get; }

    /// <summary>The activation of that name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator ActivationFunction(string name) => ActivationTable.Get(name);

    /// <summary>An activation layer with its arguments: <c>Dense(3, activation: new LeakyReLU(0.1))</c>. It is an ELU, LeakyReLU, ReLU, Softmax or Activation.</summary>
    /// <exception cref="ArgumentException">It is another layer.</exception>
    public static implicit operator ActivationFunction(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new(layer);
    }

    /// <inheritdoc cref="op_Implicit(Layer)"/>
    public static implicit operator ActivationFunction(LayerCall layer) => (Layer)layer;

    internal Value Call(Value x) => _function(x);

    internal JsonNode Serialize() => _layer?.Serialize() ?? (JsonNode?)Name ?? throw new InvalidOperationException("An activation that is a C# function has no configuration in Keras's format. Use a named activation, or build the model again in code.");

    internal static ActivationFunction Deserialize(JsonNode node) => node switch
    {
        JsonValue name => name.GetValue<string>(),
        JsonObject outer when (string?)outer["class_name"] == "function" => (string?)outer["config"] ?? "",
        JsonObject outer when (string?)outer["class_name"] is { } name && LayerTable.Entries.Contains(name) => LayerTable.Entries.Make(outer),
        _ => throw new ArgumentException($"Expected the name of an activation, received: {NearestName.Shorten(node.ToJsonString())}"),
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name ?? "<function>";
}
