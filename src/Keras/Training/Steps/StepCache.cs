using Keras.Models;

namespace Keras.Training;

/// <summary>The plans of a model that training and testing used last: usually a full batch's and the last short one's. One thread at a time trains or tests a model.</summary>
internal sealed class StepCache(Model model)
{
    private const int Capacity = 12;
    private readonly List<Step> _steps = [];
    private FunctionalGraph? _graph;

    /// <summary>The plan for that kind of step on that batch, compiled when it is not there.</summary>
    public Step Get(StepKind kind, CompiledModel compiled, in Batch batch)
    {
        if (!ReferenceEquals(_graph, model.Graph))
        {
            // Layers were added or taken away.
            _steps.Clear();
            _graph = model.Graph;
        }
        for (int i = 0; i < _steps.Count; i++)
        {
            var step = _steps[i];
            if (step.Kind == kind && step.BatchSize == batch.Count && step.Signature.Matches(batch.Arrays.Signature))
            {
                if (i > 0)
                {
                    _steps.RemoveAt(i);
                    _steps.Insert(0, step);
                }
                return step;
            }
        }
        var made = Step.Compile(kind, model, compiled, batch.Arrays.Signature, batch.Count);
        if (_steps.Count == Capacity)
        {
            _steps.RemoveAt(Capacity - 1);
        }
        _steps.Insert(0, made);
        return made;
    }

    /// <summary>Drops the plans that hold a compiled model's loss, metrics and optimizer.</summary>
    public void ForgetCompiled() => _steps.Clear();
}
