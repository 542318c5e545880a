using Keras.Core;
using Keras.Losses;
using Keras.Metrics;
using Keras.Models;

namespace Keras.Training;

/// <summary>
/// A model with what <c>Compile</c> gave it: records loss, gradients, the optimizer's step and the metrics on an op graph, and
/// reads the metrics' values after a run.
/// </summary>
internal sealed class CompiledModel
{
    private readonly Model _model;
    private readonly IReadOnlyList<OutputLoss> _losses;
    private readonly Loss?[] _resolved;
    private readonly Mean _total = new("loss");
    private readonly Mean[] _perOutput;
    private readonly FunctionalGraph _graph;
    private IReadOnlyList<OutputMetric>? _metrics;
    private bool _hasWarned;
    private (string Name, Metric Metric)[] _inListOrder;
    private (string Name, Metric Metric)[] _byName;
    private (string, double)[] _entries = [];

    public CompiledModel(Model model, CompileArguments arguments)
    {
        _model = model;
        _graph = model.Graph;
        Arguments = arguments;
        Trained = [.. model.TrainableWeights.Distinct()];
        _losses = OutputLosses.Resolve(model, arguments.Loss, arguments.LossWeights);
        _resolved = [.. _losses.Select(loss => loss.Loss)];
        _perOutput = _losses.Count > 1 ? [.. _losses.Select(loss => new Mean($"{loss.Name}_loss"))] : [];
        OutputMetrics.Check("metrics", model, arguments.Metrics);
        OutputMetrics.Check("weightedMetrics", model, arguments.WeightedMetrics);
        _inListOrder = [];
        _byName = [];
        List([]);
    }

    public CompileArguments Arguments { get; }

    /// <summary>The losses in the order of the outputs.</summary>
    public IReadOnlyList<OutputLoss> Losses => _losses;

    /// <summary>The metrics with the names that the logs give them; empty before the first step.</summary>
    public IReadOnlyList<OutputMetric> Metrics => _metrics ?? [];

    /// <summary>The weights that are trained: those that were trainable when the model was compiled.</summary>
    public IReadOnlyList<Variable> Trained { get; }

    /// <summary>Throws when layers came or went since the model was compiled.</summary>
    public void CheckUnchanged()
    {
        if (!ReferenceEquals(_graph, _model.Graph))
        {
            throw new InvalidOperationException($"Model '{_model.Name}' has other layers than when it was compiled. Call Compile again.");
        }
    }

    /// <summary>Loss, gradients, the optimizer's step, metrics.</summary>
    public void RecordTraining(CallContext context, Value[] outputs, Value?[] targets, Value?[] weights, int batchSize)
    {
        var sources = Trained.Select(context.Read).ToArray();
        var loss = RecordLoss(context, outputs, targets, weights, batchSize);
        var gradients = Gradients.Of(Arguments.Optimizer.ScaleLoss(loss), sources);
        var pairs = Trained.Zip(gradients).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!)).ToArray();
        CheckGradients(pairs.Length);
        if (pairs.Length > 0)
        {
            Arguments.Optimizer.Build(Trained);
            Arguments.Optimizer.Apply(context, pairs);
        }
        RecordMetrics(context, outputs, targets, weights);
    }

    /// <summary>Loss and metrics.</summary>
    public void RecordTesting(CallContext context, Value[] outputs, Value?[] targets, Value?[] weights, int batchSize)
    {
        RecordLoss(context, outputs, targets, weights, batchSize);
        RecordMetrics(context, outputs, targets, weights);
    }

    public void ResetMetrics()
    {
        foreach (var (_, metric) in _inListOrder)
        {
            metric.ResetState();
        }
    }

    /// <summary>The mean loss so far.</summary>
    public double Loss => _total.Result();

    /// <summary>The values in the order of Keras's lists: loss, the outputs' losses, metrics.</summary>
    public void ReadInListOrder(Logs logs) => Read(_inListOrder, logs);

    /// <summary>The values ordered by name, as callbacks see them.</summary>
    public void ReadByName(Logs logs) => Read(_byName, logs);

    /// <summary>Whether a value of that name is better when it is higher; null when that is not known.</summary>
    public bool? Increases(string logName)
    {
        if (logName == "loss" || Array.Exists(_perOutput, mean => mean.Name == logName))
        {
            return false;
        }
        return Metrics.FirstOrDefault(metric => metric.LogName == logName)?.Metric.Increases;
    }

    private Value RecordLoss(CallContext context, Value[] outputs, Value?[] targets, Value?[] weights, int batchSize)
    {
        var terms = new List<Value>();
        for (int i = 0; i < _losses.Count; i++)
        {
            var (output, name, identifier, _, weight) = _losses[i];
            var target = targets[output] ?? throw new ArgumentException($"Model '{_model.Name}': output '{name}' has a loss, but no targets were given for it. Pass y.");
            _resolved[i] ??= AutomaticLoss.Choose(target.Shape, outputs[output].Shape);
            var value = TargetCheck.Compute(_model, name, _resolved[i]!, target, outputs[output], weights[output]);
            if (_perOutput.Length > 0)
            {
                _perOutput[i].Update(context, value, Op.Constant(batchSize));
            }
            terms.Add(weight is { } factor ? value * factor : value);
        }
        terms.AddRange(context.Losses);
        terms.AddRange(Trained.Where(variable => variable.Regularizer is not null).Select(variable => variable.Regularizer!.Call(context.Read(variable))));
        if (terms.Count == 0)
        {
            throw new InvalidOperationException($"Model '{_model.Name}' has no loss to compute. Pass a loss to Compile, such as loss: \"mse\".");
        }
        var total = terms.Aggregate((sum, term) => sum + term);
        _total.Update(context, total, Op.Constant(batchSize));
        return total;
    }

    private void RecordMetrics(CallContext context, Value[] outputs, Value?[] targets, Value?[] weights)
    {
        if (_metrics is null)
        {
            _metrics = OutputMetrics.Resolve(_model, Arguments.Metrics, Arguments.WeightedMetrics, targets, outputs);
            List(_metrics);
        }
        foreach (var (output, _, metric, weighted) in _metrics)
        {
            metric.Update(context, targets[output]!, outputs[output], weighted ? weights[output] : null);
        }
    }

    /// <summary>Keras lists the loss, a single output's metrics as given, the outputs' losses, then several outputs' metrics by name.</summary>
    private void List(IReadOnlyList<OutputMetric> metrics)
    {
        var named = metrics.Select(metric => (metric.LogName, metric.Metric));
        _inListOrder =
        [
            ("loss", _total),
            // Where one layer gives several outputs, they share a name, under which Keras reports the last.
            .. _perOutput.GroupBy(mean => mean.Name).Select(same => (same.Key, (Metric)same.Last())),
            .. _model.Outputs.Count > 1 ? named.OrderBy(metric => metric.LogName, StringComparer.Ordinal) : named,
        ];
        _byName = [.. _inListOrder.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
        _entries = new (string, double)[_inListOrder.Length];
    }

    private void Read((string Name, Metric Metric)[] metrics, Logs logs)
    {
        for (int i = 0; i < metrics.Length; i++)
        {
            _entries[i] = (metrics[i].Name, metrics[i].Metric.Result());
        }
        logs.Fill(_entries);
    }

    private void CheckGradients(int withGradient)
    {
        if (withGradient == 0 && Trained.Count > 0)
        {
            throw new InvalidOperationException($"Model '{_model.Name}': the loss depends on none of the {Trained.Count} trainable weights, so there is nothing to learn. Check that the outputs with a loss are made by layers with weights.");
        }
        if (!_hasWarned && Trained.Count == 0)
        {
            Warnings.Write($"Model '{_model.Name}' has no trainable weights: training changes nothing.");
        }
        else if (!_hasWarned && withGradient < Trained.Count)
        {
            Warnings.Write($"Model '{_model.Name}': the loss does not depend on {Trained.Count - withGradient} of the {Trained.Count} trainable weights; training leaves them.");
        }
        _hasWarned = true;
    }
}
