using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Layout;
using Keras.Engine.Lowering;
using Keras.Engine.Planning;
using Keras.Engine.Simplification;

namespace Keras.Engine;

/// <summary>
/// A graph made ready to run again and again: where its inputs are to be written, and where its outputs lie afterwards.
/// <typeparamref name="T"/>, float or double, is the type that everything is computed and stored in. One thread at a time may run a plan.
/// </summary>
internal sealed unsafe class Plan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Graph _graph;
    private readonly PlanMemory<T> _memory;
    private readonly Executor _executor;

    private Plan(Graph graph, PlanMemory<T> memory, Executor executor)
    {
        _graph = graph;
        _memory = memory;
        _executor = executor;
    }

    /// <summary>Makes a plan that runs on <paramref name="pool"/>, or on the pool of this process.</summary>
    public static Plan<T> Compile(Graph graph, WorkerPool? pool = null)
    {
        Trace.Stage("traced", graph);
        graph = Simplify.Apply(graph);
        Trace.Stage("simplified", graph);
        graph = Simplify.Apply(KernelParts.Split<T>(ChooseLayout.Apply(graph)));
        graph = OwnResults.Of(FlushAverages.Of<T>(TurnedProducts.Turn<T>(ProductParts.Split(ReductionParts.Split<T>(graph)))));
        Trace.Stage("laid out", graph);
        var schedule = Schedule<T>.Of(Lower<T>.All(graph), graph);
        var memory = new PlanMemory<T>(graph, schedule);
        var stores = graph.Updates
            .Where(update => !schedule.InPlace.Contains(Aliases.Root(update.Value)))
            .Select(update => StateMemory<T>.Store(update.Target, memory.Placement[update.Value])).ToList();
        List<IReadOnlyList<Step>> steps = [.. schedule.Bundles.Select(bundle => bundle.Select(operation => operation.Bind(memory.Placement)).ToList()), stores];
        nint scratchBytes = steps.SelectMany(bundle => bundle).Select(step => step.ScratchBytes).DefaultIfEmpty(0).Max();
        List<Bundle> bundles = [.. steps.Where(bundle => bundle.Count > 0).Select(bundle => new Bundle(bundle, scratchBytes))];
        return new(graph, memory, new($"{bundles.Count} bundles of steps, {memory.ArenaBytes} bytes", bundles, pool ?? WorkerPool.Shared));
    }

    /// <summary>The memory of an input, row-major; fill it before a run.</summary>
    public Span<T> Input(int index) => _memory.Elements(_graph.Inputs[index]);

    /// <summary>The memory of an output, row-major, as the last run left it.</summary>
    public ReadOnlySpan<T> Output(int index) => _memory.Elements(_graph.Outputs[index]);

    /// <summary>Computes the outputs and overwrites the states.</summary>
    /// <param name="alone">Whether to compute on this thread alone. The results do not depend on it.</param>
    public void Run(bool alone = false)
    {
        _memory.BringNewest();
        _executor.Run(alone);
        GC.KeepAlive(_memory);
    }

    /// <summary>The steps as text, a line a bundle of steps that may run at once.</summary>
    public override string ToString() => _executor.ToString();
}
