namespace Keras.Models;

/// <summary>What the summary of a model needs to know of it.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Layers">The rows of the first level, in order: all operations of a functional model, input layers among
/// them; the layers of a sequential one without its input layer.</param>
/// <param name="NodesByDepth">The calls that make up a functional model, those of one depth together; null for
/// a sequential model, which has no "Connected to" column.</param>
/// <param name="Trainable">The trainable weights; of a compiled model those that were trainable when it was compiled.</param>
/// <param name="NonTrainable">The weights that are not trainable now.</param>
/// <param name="Optimizer">The optimizer's variables (iterations, learning rate, slots), or null before it has any.</param>
internal sealed record SummaryModel(
    string Name,
    IReadOnlyList<SummaryLayer> Layers,
    IReadOnlyList<IReadOnlyList<SummaryNode>>? NodesByDepth,
    SummaryWeights Trainable,
    SummaryWeights NonTrainable,
    SummaryWeights? Optimizer);

/// <summary>A layer, an operation, or a model in a model.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="ClassName">The class, as Keras calls it.</param>
/// <param name="OutputShapes">The shapes of the outputs of its last call (of any model's), null standing for a size that is
/// not fixed; null for a layer that was neither called nor built.</param>
/// <param name="ParameterCount">The numbers in all its weights, its layers' included; null before it is built.</param>
/// <param name="HasWeights">Whether it has any weight.</param>
/// <param name="Trainable">Whether it is to be trained.</param>
/// <param name="InboundNodes">All its calls, also those of other models, in order.</param>
/// <param name="Layers">The layers of a model in a model (without operations, and without a sequential model's input
/// layer), otherwise none.</param>
internal sealed record SummaryLayer(
    string Name,
    string ClassName,
    IReadOnlyList<IReadOnlyList<int?>>? OutputShapes,
    long? ParameterCount,
    bool HasWeights,
    bool Trainable,
    IReadOnlyList<SummaryNode> InboundNodes,
    IReadOnlyList<SummaryLayer> Layers);

/// <summary>One call of a layer: the same object wherever the call is meant.</summary>
internal sealed class SummaryNode(IReadOnlyList<SummaryConnection> inputs)
{
    /// <summary>The tensors that the layer was called on, in order; none for an input layer.</summary>
    public IReadOnlyList<SummaryConnection> Inputs { get; } = inputs;
}

/// <summary>The tensor <paramref name="TensorIndex"/> of call <paramref name="NodeIndex"/> of a layer, each counted from 0
/// over all calls of the layer.</summary>
internal readonly record struct SummaryConnection(string Layer, int NodeIndex, int TensorIndex);

/// <summary>How many numbers a list of weights holds, and in how many bytes.</summary>
internal readonly record struct SummaryWeights(long Count, double Bytes)
{
    public static SummaryWeights operator +(SummaryWeights left, SummaryWeights right)
        => new(left.Count + right.Count, left.Bytes + right.Bytes);
}

/// <summary>What may be asked of a summary.</summary>
internal sealed record SummaryOptions
{
    /// <summary>The table's width in characters; by default 88 (108 with "Connected to", 12 more with "Trainable"), or four
    /// less than the console has, whichever is less.</summary>
    public int? LineLength { get; init; }

    /// <summary>Where each column ends, as parts of the line length; by default 0.45, 0.8, 1, and with "Connected to" 0.3,
    /// 0.56, 0.74, 1.</summary>
    public IReadOnlyList<double>? Positions { get; init; }

    /// <summary>Whether the layers of a model in the model get rows of their own.</summary>
    public bool ExpandNested { get; init; }

    /// <summary>Whether there is a column that says which layers are trainable.</summary>
    public bool ShowTrainable { get; init; }

    /// <summary>The first and the last layer to show: names, or regular expressions that match from a name's beginning.</summary>
    public (string First, string Last)? LayerRange { get; init; }
}
