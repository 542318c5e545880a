using System.Numerics;
using Keras.Core;
using Keras.Engine;
using Keras.Engine.Execution;

namespace Keras.Training;

/// <summary>Puts the samples of a batch where a plan reads them: shuffled samples lie far apart in memory, so that several threads wait for them together.</summary>
internal sealed class BatchLoader<T>(Plan<T> plan) : IParallelWork where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements that are worth a task.
    private const int TaskElements = 1 << 13;

    private readonly List<(ArrayView View, int Tasks, int Rows)> _views = [];
    private ReadOnlyMemory<int> _rows;

    /// <param name="batch">The batch.</param>
    /// <param name="learns">Whether targets and sample weights are wanted, too.</param>
    /// <param name="alone">Whether to leave the other threads to others.</param>
    public void Load(in Batch batch, bool learns, bool alone)
    {
        _rows = batch.Rows;
        _views.Clear();
        foreach (var view in batch.Arrays.Inputs)
        {
            Add(view);
        }
        if (learns)
        {
            foreach (var view in batch.Arrays.Targets)
            {
                Add(view);
            }
            foreach (var view in batch.Arrays.Weights)
            {
                Add(view);
            }
        }
        int tasks = 0;
        foreach (var (_, count, _) in _views)
        {
            tasks += count;
        }
        if (alone)
        {
            for (int task = 0; task < tasks; task++)
            {
                Run(task);
            }
            return;
        }
        WorkerPool.Shared.Run(this, tasks);
    }

    /// <summary>Gathers some rows of one array.</summary>
    public void Run(int task)
    {
        int input = 0;
        while (task >= _views[input].Tasks)
        {
            task -= _views[input++].Tasks;
        }
        var (view, _, rows) = _views[input];
        int first = task * rows, length = view.SampleShape.Product;
        view.Gather(_rows.Span.Slice(first, Math.Min(rows, _rows.Length - first)), plan.Input(input)[(first * length)..]);
    }

    private void Add(ArrayView? view)
    {
        if (view is not null)
        {
            int rows = Math.Max(1, TaskElements / Math.Max(1, view.SampleShape.Product));
            _views.Add((view, (_rows.Length + rows - 1) / rows, rows));
        }
    }
}
