using Keras.Core;
using Keras.Layers;
using Keras.Models;

namespace Keras;

/// <summary>Layers between inputs and outputs, with what trains and uses them.</summary>
/// <remarks>
/// A model is a layer: it can be called within another one. Source: <see href="https://keras.io/api/models/model/"/>.
/// </remarks>
/// <example><code>
/// var x = Input(shape: 784);
/// var model = new Model(inputs: x, outputs: Dense(784, activation: "sigmoid")(Dense(32, activation: "relu")(x)));
/// </code></example>
public partial class Model : Layer
{
    private FunctionalGraph? _graph;
    private KerasDType _computeDType = Config.Floatx;
    private KerasTensors? _inputs, _outputs;

    /// <summary>The model between some tensors and others made of them; inner tensors of another model may be inputs, too.</summary>
    /// <param name="inputs">One tensor, or several as <c>[a, b]</c>.</param>
    /// <param name="outputs">One tensor, or several.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <exception cref="ArgumentException">The outputs need a tensor that is not made of the inputs, or two layers have one name.</exception>
    public Model(KerasTensors inputs, KerasTensors outputs, string? name = null, bool trainable = true) : this(name ?? AutoName.Next("functional"), trainable)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        SetGraph(inputs, outputs);
        if (!trainable)
        {
            Trainable = false;
        }
    }

    private protected Model(string name, bool trainable) : base(name, trainable, null)
    {
    }

    /// <summary>The layers, in Keras's order.</summary>
    public virtual IReadOnlyList<Layer> Layers => [.. Graph.Operations.OfType<Layer>()];

    /// <summary>The first input.</summary>
    public override KerasTensor Input => Inputs[0];

    /// <summary>The first output.</summary>
    public override KerasTensor Output => Outputs[0];

    /// <summary>The inputs in order.</summary>
    public KerasTensors Inputs => Graph is not null ? _inputs! : throw null!;

    /// <summary>The outputs in order.</summary>
    public KerasTensors Outputs => Graph is not null ? _outputs! : throw null!;

    /// <summary>The inputs' names.</summary>
    public IReadOnlyList<string> InputNames => [.. Inputs.Select(input => input.Operation.Name)];

    /// <summary>The outputs' names: those of the layers that made them.</summary>
    public IReadOnlyList<string> OutputNames => [.. Outputs.Select(output => output.Operation.Name)];

    /// <summary>The layer of that name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public Layer GetLayer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Layers.FirstOrDefault(layer => layer.Name == name)
            ?? throw new ArgumentException($"Model '{Name}' has no layer '{name}'.{Saving.NearestName.Suggest(name, Layers.Select(layer => layer.Name))}", nameof(name));
    }

    /// <summary>The layer at that place; negative places count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many layers.</exception>
    public Layer GetLayer(int index)
    {
        int at = index < 0 ? index + Layers.Count : index;
        return at >= 0 && at < Layers.Count
            ? Layers[at]
            : throw new ArgumentOutOfRangeException(nameof(index), $"Model '{Name}' has {Layers.Count} layers; expected an index from {-Layers.Count} to {Layers.Count - 1}, received {index}.");
    }

    internal override string ClassName => "Functional";

    internal override string Module => "keras.src.models.functional";

    internal override string? RegisteredName => "Functional";

    internal override IEnumerable<Layer> Sublayers => Layers;

    internal override KerasDType ComputeDType => _computeDType;

    /// <summary>The calls that the model consists of.</summary>
    internal virtual FunctionalGraph Graph => _graph!;

    internal override Value[] Call(CallContext context, Value[] inputs)
    {
        CheckInputCount(inputs.Length);
        // As in Keras, data become of the input's dtype: an int32 input drops fractions.
        return Graph.Compute(context, [.. inputs.Zip(Inputs, (value, input) => input.DType.IsFloating ? value : Op.Cast(value, input.DType))]);
    }

    internal void CheckInputCount(int received)
    {
        if (received != Inputs.Count)
        {
            throw new ArgumentException($"Model '{Name}': expected {Inputs.Count} input(s) ({string.Join(", ", InputNames)}), received {received}.");
        }
    }

    internal override void CheckInputs(KerasShape[] inputShapes)
    {
        for (int i = 0; i < Math.Min(inputShapes.Length, Inputs.Count); i++)
        {
            if (!inputShapes[i].IsCompatibleWith(Inputs[i].Shape))
            {
                throw new ArgumentException($"Model '{Name}': expected shape {Inputs[i].Shape} for input '{InputNames[i]}', received shape {inputShapes[i]}.");
            }
        }
    }

    private protected void SetGraph(KerasTensors inputs, KerasTensors outputs)
    {
        if (inputs.Count == 0 || outputs.Count == 0)
        {
            throw new ArgumentException($"Model '{Name}': expected at least one input and one output, received {inputs.Count} and {outputs.Count}.");
        }
        if (inputs.Distinct().Count() != inputs.Count)
        {
            throw new ArgumentException($"Model '{Name}': the same tensor was given twice as input; expected each once.");
        }
        var graph = new FunctionalGraph([.. inputs], [.. outputs]);
        CheckConnected(graph);
        (_inputs, _outputs) = IntermediateInputs.Replace(graph, inputs, outputs);
        _graph = ReferenceEquals(_inputs, inputs) ? graph : new FunctionalGraph([.. _inputs], [.. _outputs]);
        var twice = _graph.Operations.GroupBy(operation => operation.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Model '{Name}': expected layers of different names, but {twice.Count()} are called '{twice.Key}'. Give one another name, or reuse one layer to share its weights.");
        }
        _computeDType = OneDType(_graph);
        EnsureBuilt([.. _inputs.Select(input => input.Shape)]);
    }

    /// <summary>The dtype of all layers: a model computes in one.</summary>
    private KerasDType OneDType(FunctionalGraph graph)
    {
        var layers = graph.Operations.OfType<Layer>().Where(layer => layer is not InputLayer).ToList();
        if (layers.Count == 0)
        {
            return graph.Outputs.Any(output => output.DType == KerasDType.Float64) ? KerasDType.Float64 : KerasDType.Float32;
        }
        var dtype = layers[0].ComputeDType;
        if (layers.Find(layer => layer.ComputeDType != dtype) is { } other)
        {
            throw new ArgumentException($"Model '{Name}': layer '{layers[0].Name}' computes in {dtype}, '{other.Name}' in {other.ComputeDType}; a model computes in one dtype. Give all layers the same, or call Config.SetFloatx before they are made.");
        }
        if (dtype == KerasDType.Float64 && graph.Inputs.FirstOrDefault(input => input.DType == KerasDType.Float32) is { } input)
        {
            throw new ArgumentException($"Model '{Name}': input '{input.Operation.Name}' is of float32 and the layers compute in float64, so that data would lose digits on their way in. Pass dtype: \"float64\" to Input.");
        }
        return dtype;
    }

    private void CheckConnected(FunctionalGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Operation is InputLayer && !graph.Inputs.Any(input => ReferenceEquals(input.Node, node)))
            {
                throw new ArgumentException($"Model '{Name}': the graph is not connected. An output needs the input '{node.Operation.Name}', which is not among the inputs ({string.Join(", ", graph.Inputs.Select(input => input.Operation.Name))}). Add it to inputs.");
            }
        }
    }
}
