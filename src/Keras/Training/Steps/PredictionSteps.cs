using Keras.Engine.Execution;
using Keras.Models;

namespace Keras.Training;

/// <summary>
/// The plans that a model predicts with. Any number of threads may predict at once: each takes a plan, which nobody else has until it is given back. No lock is held while one runs.
/// </summary>
internal sealed class PredictionSteps(Model model)
{
    // Beside as many as were out at once: the sizes of batch that one thread comes back to.
    private const int Spare = 12;

    // Layers are asked to record their work by one thread at a time, whichever model they are in.
    private static readonly Lock s_compiling = new();

    private readonly Lock _lock = new();
    private readonly List<Step> _idle = [];
    private FunctionalGraph? _graph;
    private int _out;
    private int _mostOut;

    /// <summary>
    /// Whether to compute on the calling thread alone: as many predict just now as the engine has threads, which would only get in each other's way.
    /// </summary>
    public bool IsCrowded => Volatile.Read(ref _out) is > 1 and var callers && callers >= WorkerPool.Shared.Threads;

    /// <summary>A plan for so many samples, compiled when none is idle. Give it back with <see cref="Return(Step)"/>.</summary>
    public Step Take(StepSignature signature, int batchSize)
    {
        if (TryTake(signature, batchSize, out var graph) is { } idle)
        {
            return idle;
        }
        lock (s_compiling)
        {
            try
            {
                return Step.Compile(StepKind.Predict, model, null, signature, batchSize);
            }
            catch
            {
                Return(null, graph);
                throw;
            }
        }
    }

    /// <summary>Makes a plan that was taken free for others.</summary>
    public void Return(Step step) => Return(step, step.Graph);

    private Step? TryTake(StepSignature signature, int batchSize, out FunctionalGraph graph)
    {
        lock (_lock)
        {
            graph = model.Graph;
            if (!ReferenceEquals(_graph, graph))
            {
                // Layers were added or taken away.
                _idle.Clear();
                _graph = graph;
            }
            _mostOut = Math.Max(_mostOut, ++_out);
            for (int i = _idle.Count - 1; i >= 0; i--)
            {
                var step = _idle[i];
                if (step.BatchSize == batchSize && step.Signature.Matches(signature))
                {
                    _idle.RemoveAt(i);
                    return step;
                }
            }
            return null;
        }
    }

    private void Return(Step? step, FunctionalGraph graph)
    {
        lock (_lock)
        {
            _out--;
            if (step is null || !ReferenceEquals(_graph, graph))
            {
                return;
            }
            if (_idle.Count == Spare + _mostOut)
            {
                _idle.RemoveAt(0);
            }
            _idle.Add(step);
        }
    }
}
