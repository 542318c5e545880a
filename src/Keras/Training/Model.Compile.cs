using Keras.Backends;
using Keras.Callbacks;
using Keras.Layers;
using Keras.Optimizers;
using Keras.Training;

namespace Keras;

public partial class Model
{
    private readonly Dictionary<BackendChoice, BackendInUse> _backends = [];
    private readonly Lock _backendsLock = new();
    private volatile BackendInUse? _backendInUse;
    private CompileArguments? _compileArguments;
    private IReadOnlyList<OutputLoss>? _outputLosses;
    private Dictionary<Layer, bool> _trainableWhenCompiled = [];

    /// <summary>The optimizer that <c>Compile</c> was given.</summary>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public Optimizer Optimizer => Compiled("Optimizer").Optimizer;

    /// <summary>Set by a callback to end training after the running step.</summary>
    public bool StopTraining { get; set; }

    /// <summary>The values of the epochs of the last <c>Fit</c>, also when it was ended early; null before the first.</summary>
    public History? History { get; internal set; }

    /// <summary>What <c>Compile</c> was given; null before.</summary>
    internal CompileArguments? CompileArguments => _compileArguments;

    /// <summary>The backend in use, with what the model was compiled with last.</summary>
    private IModelBackend Backend
    {
        get
        {
            var choice = Keras.Backend.Current;
            var latest = _backendInUse;
            return latest is not null && latest.Choice == choice && ReferenceEquals(latest.Arguments, _compileArguments) ? latest.Backend : ChangeBackend(choice);
        }
    }

    private IModelBackend ChangeBackend(BackendChoice choice)
    {
        lock (_backendsLock)
        {
            var backend = _backends.TryGetValue(choice, out var known) ? known.Backend : Keras.Backend.Make(this, choice);
            if (_compileArguments is not null && !ReferenceEquals(known?.Arguments, _compileArguments))
            {
                backend.Compile(_compileArguments);
            }
            _backends[choice] = _backendInUse = new(choice, backend, _compileArguments);
            return backend;
        }
    }

    /// <summary>Says how the model is to be trained and judged; call it before <c>Fit</c> and <c>Evaluate</c>, and again after changing <c>Trainable</c>.</summary>
    /// <remarks>
    /// The loss that training lowers is the sum of the outputs' losses times their weights, plus the penalties of regularizers. With several outputs the logs also hold each output's
    /// own loss, unweighted, as <c>{output}_loss</c>, and its metrics as <c>{output}_{metric}</c>. Source: <see href="https://keras.io/api/models/model_training_apis/"/>.
    /// </remarks>
    /// <param name="optimizer">By name or as an object; "rmsprop" by default.</param>
    /// <param name="loss">One for all outputs, <c>"mse"</c>; one an output, <c>["mse", "mae"]</c>; or by the outputs' names. None where layers alone add losses.</param>
    /// <param name="lossWeights">What the outputs' losses are multiplied by, <c>[0.3, 2.0]</c> or by the outputs' names; 1 by default.</param>
    /// <param name="metrics">What is reported beside the loss: <c>["accuracy"]</c>; for several outputs <c>[["mae"], ["accuracy"]]</c> or by their names.</param>
    /// <param name="weightedMetrics">The same, weighted by sample weights and class weights.</param>
    /// <param name="stepsPerExecution">Steps between two calls of callbacks.</param>
    /// <exception cref="ArgumentException">A name is not known, or numbers or names do not fit the outputs.</exception>
    /// <example><code>model.Compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["mae"]);</code></example>
    public void Compile(Optimizer? optimizer = null, LossArgument? loss = null, LossWeights? lossWeights = null, MetricsArgument? metrics = null, MetricsArgument? weightedMetrics = null, int stepsPerExecution = 1)
    {
        if (stepsPerExecution < 1)
        {
            throw new ArgumentException($"Compile: expected stepsPerExecution of 1 or more, received {stepsPerExecution}.", nameof(stepsPerExecution));
        }
        var before = _compileArguments;
        _compileArguments = new CompileArguments(optimizer ?? "rmsprop", loss, lossWeights, metrics, weightedMetrics, stepsPerExecution);
        try
        {
            _ = Backend;
        }
        catch
        {
            _compileArguments = before;
            throw;
        }
        _outputLosses = null;
        _trainableWhenCompiled = TrainableStates();
        StopTraining = false;
    }

    /// <summary>Sets the loss and the metrics back to their beginning.</summary>
    public void ResetMetrics() => Backend.ResetMetrics();

    /// <summary>Whether a value of the logs is better when it is higher; null when that is not known.</summary>
    internal bool? Increases(string logName) => Backend.Increases(logName);

    private IReadOnlyList<OutputLoss> OutputLosses => _outputLosses ??= Training.OutputLosses.Resolve(this, _compileArguments!.Loss, _compileArguments.LossWeights);

    private CompileArguments Compiled(string caller) => _compileArguments
        ?? throw new InvalidOperationException($"Model '{Name}' is not compiled: call Compile first, for example model.Compile(optimizer: \"adam\", loss: \"mse\"), then {caller}.");

    private Dictionary<Layer, bool> TrainableStates()
    {
        var states = new Dictionary<Layer, bool>(ReferenceEqualityComparer.Instance);
        Add(this);
        return states;

        void Add(Layer layer)
        {
            states[layer] = layer.Trainable;
            foreach (var inner in layer.Sublayers)
            {
                Add(inner);
            }
        }
    }

    private void WarnOfChangedTrainable()
    {
        var now = TrainableStates();
        var changed = now.Where(state => _trainableWhenCompiled.TryGetValue(state.Key, out bool then) && then != state.Value).Select(state => state.Key.Name).ToArray();
        if (changed.Length > 0)
        {
            Warnings.Write($"Model '{Name}': Trainable was changed after Compile ({string.Join(", ", changed)}). Call Compile again, so that the change takes effect.");
            _trainableWhenCompiled = now;
        }
    }

    /// <summary>A backend, and what it was last given to compile.</summary>
    private sealed record BackendInUse(BackendChoice Choice, IModelBackend Backend, CompileArguments? Arguments);
}
