using System.Text.Json.Nodes;
using Keras.Layers;
using Keras.Models;
using Keras.Saving;

namespace Keras;

/// <summary>A model that is one chain of layers, each with one input and one output.</summary>
/// <remarks>
/// It is built at once when it begins with <c>Input(...)</c>, else when it first meets data.
/// Source: <see href="https://keras.io/api/models/sequential/"/>.
/// </remarks>
/// <example><code>var model = new Sequential([Input(784), Dense(32, "relu"), Dense(784)]);</code></example>
public sealed class Sequential : Model
{
    private readonly List<Layer> _layers = [];
    private bool _hasGraph;

    /// <summary>A chain of layers.</summary>
    public Sequential(params ReadOnlySpan<Layer> layers) : this(layers.ToArray(), null)
    {
    }

    /// <summary>A chain of layers, with a name.</summary>
    public Sequential(IEnumerable<Layer> layers, string? name = null, bool trainable = true) : base(name ?? AutoName.Next("sequential"), trainable)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
        {
            AddWithoutRebuilding(layer);
        }
        Rebuild();
        if (!trainable)
        {
            Trainable = false;
        }
    }

    /// <summary>The layers in order, without the input.</summary>
    public override IReadOnlyList<Layer> Layers => _layers is [InputLayer, ..] ? _layers[1..] : _layers;

    /// <summary>Adds a layer at the end.</summary>
    /// <exception cref="ArgumentException">A layer of that name is there already.</exception>
    public void Add(Layer layer)
    {
        AddWithoutRebuilding(layer);
        Rebuild();
    }

    /// <summary>Takes the last layer away and returns it.</summary>
    /// <exception cref="InvalidOperationException">There is no layer.</exception>
    public Layer Pop()
    {
        if (_layers.Count == 0)
        {
            throw new InvalidOperationException($"Sequential '{Name}' has no layer to pop.");
        }
        var last = _layers[^1];
        _layers.RemoveAt(_layers.Count - 1);
        Rebuild();
        return last;
    }

    internal override string ClassName => "Sequential";

    internal override string Module => "keras";

    internal override string? RegisteredName => null;

    /// <summary>All layers, the input among them.</summary>
    internal IReadOnlyList<Layer> AllLayers => _layers;

    internal bool HasGraph => _hasGraph;

    internal override FunctionalGraph Graph => _hasGraph
        ? base.Graph
        : throw new InvalidOperationException(Layers.Count == 0
            ? $"Sequential '{Name}' has no layers. Add one or more, such as Dense(3)."
            : $"Sequential '{Name}' is not built: the shape of its input is not known yet. Begin it with Input(...), or call it on data first.");

    internal override void Build(KerasShape[] inputShapes)
    {
        if (!_hasGraph && _layers is not ([] or [InputLayer, ..]))
        {
            _layers.Insert(0, new InputLayer(inputShapes[0], _layers[0].ComputeDType));
            Rebuild();
        }
    }

    internal override JsonObject GetConfig()
    {
        var config = BaseConfig();
        config["layers"] = new JsonArray([.. _layers.Select(layer => layer.Serialize())]);
        if (_hasGraph)
        {
            config["build_input_shape"] = ObjectConfig.Serialize(((InputLayer)_layers[0]).BatchShape);
        }
        return config;
    }

    internal override JsonObject? GetBuildConfig() => _hasGraph
        ? new() { ["input_shape"] = ObjectConfig.Serialize(((InputLayer)_layers[0]).BatchShape) }
        : null;

    private void AddWithoutRebuilding(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer is InputLayer && _layers.Count > 0)
        {
            throw new ArgumentException($"Sequential '{Name}': expected an input at the beginning only, received '{layer.Name}' after {_layers.Count} layer(s).", nameof(layer));
        }
        if (_layers.Any(existing => existing.Name == layer.Name))
        {
            throw new ArgumentException($"Sequential '{Name}': expected layers of different names, but one called '{layer.Name}' is there already.", nameof(layer));
        }
        _layers.Add(layer);
    }

    private void Rebuild()
    {
        _hasGraph = false;
        if (_layers is not [InputLayer input, _, ..])
        {
            return;
        }
        KerasTensor x = input.Output;
        foreach (var layer in _layers.Skip(1))
        {
            layer.Scope = $"{Scope}{Name}/";
            x = layer.Call(x);
        }
        _hasGraph = true;
        AutoName.Next("functional");
        SetGraph(input.Output, x);
    }
}
