using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Keras.Constraints;
using Keras.Core;
using Keras.Initializers;
using Keras.Regularizers;
using Keras.Saving;
using Keras.Training;
using NumSharp;

namespace Keras.Layers;

/// <summary>A part of a model: a computation and the weights it needs.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/base_layer/"/>.</remarks>
public abstract class Layer : Operation
{
    private readonly List<Variable> _variables = [];
    private bool _trainable;
    private bool _built;

    private protected Layer(string? name, bool trainable, KerasDType? dtype, Regularizer? activityRegularizer = null) : base(name)
    {
        Warmup.Begin();
        _trainable = trainable;
        DType = dtype ?? Config.Floatx;
        ActivityRegularizer = activityRegularizer;
        if (!DType.IsFloating)
        {
            throw new ArgumentException($"{ClassName} '{Name}': expected dtype float32 or float64, those that layers compute in; received {DType}.", nameof(dtype));
        }
    }

    /// <summary>The dtype that the layer was made for: float32 or float64.</summary>
    public KerasDType DType { get; }

    /// <summary>The dtype that it computes in; a model's is that of its layers.</summary>
    internal virtual KerasDType ComputeDType => DType;

    /// <summary>Whether training changes the layer's weights. Compile the model again after a change.</summary>
    public virtual bool Trainable
    {
        get => _trainable;
        set
        {
            _trainable = value;
            foreach (var layer in Sublayers)
            {
                layer.Trainable = value;
            }
        }
    }

    /// <summary>True once the layer has met its input's shape and made its weights.</summary>
    public bool Built => _built || IsBuiltAtOnce;

    /// <summary>True of a layer that has nothing to make of its input's shape: Keras counts it as built from the beginning.</summary>
    internal virtual bool IsBuiltAtOnce => false;

    /// <summary>All weights, each once: trainable ones first, layer by layer.</summary>
    public IReadOnlyList<Variable> Weights => [.. OwnWeights.Concat(Sublayers.SelectMany(layer => layer.Weights)).Distinct()];

    /// <summary>The weights that training changes; none when the layer itself is not trainable.</summary>
    public IReadOnlyList<Variable> TrainableWeights => Trainable ? [.. WeightsOfTrainable.Distinct()] : [];

    /// <summary>The weights that training leaves, such as moving averages.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights => [.. Weights.Except(TrainableWeights)];

    /// <summary>The result of the layer's first call; later ones return theirs.</summary>
    /// <exception cref="InvalidOperationException">The layer was never called.</exception>
    public virtual KerasTensor Output => FirstNode.Outputs[0];

    /// <summary>The tensor that the layer was first called on.</summary>
    /// <exception cref="InvalidOperationException">The layer was never called.</exception>
    public virtual KerasTensor Input => FirstNode.Inputs.Count > 0 ? FirstNode.Inputs[0] : FirstNode.Outputs[0];

    internal Regularizer? ActivityRegularizer { get; }

    /// <summary>Layers that this one is made of.</summary>
    internal virtual IEnumerable<Layer> Sublayers => [];

    internal override string Module => "keras.layers";

    private IEnumerable<Variable> OwnWeights => _variables.Where(variable => variable.Trainable).Concat(_variables.Where(variable => !variable.Trainable));

    /// <summary>The weights of those layers within this one, itself included, that are trainable, whatever holds them.</summary>
    private IEnumerable<Variable> WeightsOfTrainable =>
        OwnWeights.Where(variable => Trainable && variable.Trainable).Concat(Sublayers.SelectMany(layer => layer.WeightsOfTrainable));

    private Node FirstNode => Nodes.Count > 0
        ? Nodes[0]
        : throw new InvalidOperationException($"{ClassName} '{Name}' was never called, so it has no input and output. Call it on a tensor first.");

    /// <summary>Calls the layer on symbolic tensors, as <c>Dense(3)(x)</c> does.</summary>
    /// <param name="inputs">One tensor, or several as <c>[a, b]</c>.</param>
    /// <param name="training">Training or inference; <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> decide for all layers of their model, as in Keras.</param>
    /// <exception cref="ArgumentException">The shapes do not fit the layer.</exception>
    [OverloadResolutionPriority(1)] // An array of tensors is an array, too, and would do as data.
    public KerasTensor Call(KerasTensors inputs, bool? training = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        CheckCalledOnSomething(inputs);
        EnsureBuilt([.. inputs.Select(input => input.Shape)]);
        return CallSymbolically(inputs, training);
    }

    /// <summary>Computes the layer's result for data at once.</summary>
    /// <param name="data">An array with the batch axis first, or several as <c>[a, b]</c>.</param>
    /// <param name="training">Whether to compute as while training: dropout drops then, and batch normalisation moves its averages.</param>
    /// <exception cref="ArgumentException">The shapes do not fit the layer.</exception>
    /// <example><code>var code = encoder.Call(x_test);</code></example>
    public NDArray Call(ArrayLike data, bool? training = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return EagerCall.Run(this, data, training);
    }

    /// <summary>Copies of the weights, in the order of <see cref="Weights"/>.</summary>
    public List<NDArray> GetWeights() => [.. Weights.Select(variable => variable.DType == KerasDType.Float64
        ? NDArrays.Copy<double>(variable.State.Elements<double>(), variable.State.Shape)
        : NDArrays.Copy<float>(variable.State.Elements<float>(), variable.State.Shape))];

    /// <summary>Sets all weights, in the order of <see cref="Weights"/>.</summary>
    /// <param name="weights">As many arrays as there are weights, of their shapes: what <see cref="GetWeights"/> of an equal layer returns.</param>
    /// <exception cref="ArgumentException">There are more or fewer arrays, or one has another shape; then no weight is changed.</exception>
    public void SetWeights(ArrayLike weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (variables, views) = (Weights, weights.Views);
        if (views.Count != variables.Count)
        {
            string expected = variables.Count > 0 ? string.Join(", ", variables.Select(variable => $"{variable.Name} {variable.Shape}"))
                : Built ? "none" : "none before the layer was called on a tensor";
            throw new ArgumentException($"{ClassName} '{Name}': expected {variables.Count} weight(s), {expected}; received {views.Count} array(s).", nameof(weights));
        }
        for (int i = 0; i < views.Count; i++)
        {
            if (views[i].Shape != variables[i].State.Shape)
            {
                throw new ArgumentException($"{ClassName} '{Name}': expected shape {variables[i].Shape} for weight {i}, {variables[i].Path}; received {views[i].Shape}.", nameof(weights));
            }
        }
        for (int i = 0; i < views.Count; i++)
        {
            if (variables[i].DType == KerasDType.Float64)
            {
                views[i].CopyTo(variables[i].State.Elements<double>());
            }
            else
            {
                views[i].CopyTo(variables[i].State.Elements<float>());
            }
        }
    }

    /// <summary>How many numbers the layer's weights hold.</summary>
    public long CountParams() => Weights.Sum(variable => (long)variable.State.Shape.Product);

    internal LayerCall AsCall() => Call;

    /// <summary>The layer behind <c>Dense(3)</c>.</summary>
    public static implicit operator Layer(LayerCall call) => call.Target as Layer
        ?? throw new ArgumentException("This call was not made by a layer; pass the layer itself.", nameof(call));

    /// <summary>The layer that made an input, so that a Sequential model can begin with <c>Input(784)</c>.</summary>
    public static implicit operator Layer(KerasTensor input) => input.Operation as InputLayer
        ?? throw new ArgumentException($"Only the result of Input(...) can stand for a layer; received the output of {input.Operation.ClassName} '{input.Operation.Name}'.", nameof(input));

    /// <summary>Makes the weights if they are not there yet.</summary>
    internal void EnsureBuilt(KerasShape[] inputShapes)
    {
        if (!_built)
        {
            Build(inputShapes);
            _built = true;
            BuildShapes = inputShapes;
        }
        CheckInputs(inputShapes);
    }

    /// <summary>The shapes that the layer was built for.</summary>
    internal KerasShape[]? BuildShapes { get; private set; }

    /// <summary>The names of the layers around this one while they build it, each with '/' after it; they come before the weights' paths.</summary>
    internal string Scope { get; set; } = "";

    /// <summary>Makes the weights for inputs of these shapes.</summary>
    internal virtual void Build(KerasShape[] inputShapes)
    {
    }

    /// <summary>Checks inputs against what the layer expects; runs at each call, after building.</summary>
    internal virtual void CheckInputs(KerasShape[] inputShapes)
    {
    }

    /// <summary>Records the layer's work for one input; layers of several inputs override the other form.</summary>
    internal virtual Value Call(CallContext context, Value input) => throw new InvalidOperationException($"{ClassName} does not compute.");

    /// <summary>Records the layer's work.</summary>
    internal virtual Value[] Call(CallContext context, Value[] inputs) => inputs.Length == 1
        ? [Call(context, inputs[0])]
        : throw new ArgumentException($"{ClassName} '{Name}' expected one tensor, received {inputs.Length}. Join them first, for example with Concatenate().");

    internal sealed override Value[] Compute(CallContext context, Value[] inputs)
    {
        // As in Keras, floating inputs become of the layer's dtype.
        var outputs = Call(context, Array.ConvertAll(inputs, input => input.DType.IsFloating ? Op.Cast(input, ComputeDType) : input));
        if (ActivityRegularizer is not null)
        {
            foreach (var output in outputs)
            {
                context.Losses.Add(ActivityRegularizer.Call(output) / output.Shape[0]);
            }
        }
        return outputs;
    }

    /// <summary>Makes a weight and fills it.</summary>
    private protected Variable AddWeight(string name, Dimensions shape, Initializer initializer, Regularizer? regularizer = null, Constraint? constraint = null, bool trainable = true)
    {
        var variable = new Variable(name, $"{Scope}{Name}/{name}", shape, DType, trainable, regularizer, constraint);
        variable.State.SetDoubles(initializer.Make(shape, DType));
        _variables.Add(variable);
        return variable;
    }

    internal override JsonObject GetConfig()
    {
        var config = BaseConfig();
        if (ActivityRegularizer is not null)
        {
            config["activity_regularizer"] = ActivityRegularizer.Serialize();
        }
        return config;
    }

    /// <summary>The arguments that every layer has.</summary>
    private protected JsonObject BaseConfig() => new()
    {
        ["name"] = Name,
        ["trainable"] = _trainable,
        ["dtype"] = ObjectConfig.Serialize("keras", "DTypePolicy", new JsonObject { ["name"] = DType.Name }, null),
    };

    internal override JsonObject Serialize()
    {
        var serialized = base.Serialize();
        if (GetBuildConfig() is { } build)
        {
            serialized["build_config"] = build;
        }
        return serialized;
    }

    /// <summary>What Keras records of how the layer was built; <c>null</c> before, and for layers that record nothing.</summary>
    internal virtual JsonObject? GetBuildConfig() => BuildShapes switch
    {
        null => null,
        _ when IsBuiltAtOnce => null,
        [var only] => new JsonObject { ["input_shape"] = ObjectConfig.Serialize(only) },
        var several => new JsonObject { ["input_shape"] = new JsonArray([.. several.Select(ObjectConfig.Serialize)]) },
    };
}
