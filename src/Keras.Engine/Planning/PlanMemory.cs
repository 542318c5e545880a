using System.Numerics;
using Keras.Core;
using Keras.Engine.Kernels;

namespace Keras.Engine.Planning;

/// <summary>
/// The memory of a plan: inputs and constants, which keep their contents, and the arena of everything computed. States are used where they lie.
/// </summary>
internal sealed unsafe class PlanMemory<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<NativeBuffer<T>> _sources = [];
    private readonly NativeBuffer<byte> _arena;
    private readonly State[] _states;

    public PlanMemory(Graph graph, Schedule<T> schedule)
    {
        var operations = schedule.Bundles.SelectMany(bundle => bundle).ToList();
        List<Value> sources = [.. operations.SelectMany(operation => operation.Operands).Concat(graph.Inputs).Where(operand => operand.Primitive is Source)];
        foreach (var source in sources)
        {
            AddSource(source);
        }
        _states = [.. sources.Select(source => source.Primitive).OfType<Read>().Select(read => read.State).Concat(graph.Updates.Select(update => update.Target)).Distinct()];

        foreach (var (target, value) in graph.Updates.Where(update => schedule.InPlace.Contains(Aliases.Root(update.Value))))
        {
            Placement.Put(value, (void*)target.Address);
        }
        var kept = new HashSet<Value>(graph.Results.Select(Aliases.Root), ReferenceEqualityComparer.Instance);
        var blocks = Arena.Blocks(schedule, sizeof(T), schedule.InPlace, kept);
        _arena = new(checked((nint)Arena.Place([.. blocks.Values.Distinct()])));
        foreach (var (value, block) in blocks)
        {
            Placement.Put(value, _arena.Pointer + block.Offset);
        }
    }

    public Placement<T> Placement { get; } = new();

    /// <summary>Bytes of intermediates and results.</summary>
    public nint ArenaBytes => _arena.Length;

    public Span<T> Elements(Value value) => new(Placement[value], value.Shape.Product);

    /// <summary>Sees that the newest contents of all states lie where they are used.</summary>
    public void BringNewest()
    {
        foreach (var state in _states)
        {
            state.BringNewest();
        }
    }

    private void AddSource(Value source)
    {
        if (Placement.Has(source))
        {
            return;
        }
        if (source.Primitive is Read read)
        {
            if (read.State.ElementSize == sizeof(T))
            {
                Placement.Put(source, (void*)read.State.Address);
            }
            return;
        }
        var buffer = new NativeBuffer<T>(source.Shape.Product);
        _sources.Add(buffer);
        Placement.Put(source, buffer.Pointer);
        if (source.Primitive is Constant constant)
        {
            for (int i = 0; i < constant.Numbers.Length; i++)
            {
                buffer.Pointer[i] = T.CreateTruncating(constant.Numbers[i]);
            }
        }
    }
}
