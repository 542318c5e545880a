using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Makes the operations that compute a graph.</summary>
internal static class Lower<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The operations that the results need; what is folded into others has none.</summary>
    public static IReadOnlyList<Operation<T>> All(Graph graph)
    {
        var values = Graph.InOrder(graph.Results);
        var makers = new Dictionary<Value, Operation<T>>(ReferenceEqualityComparer.Instance);
        foreach (var region in Grouping.Of(values))
        {
            Register(RegionOperation<T>.Of(region));
        }
        foreach (var value in values.Where(value => value.Primitive is not (Source or Elementwise or Reshape)))
        {
            Register(Plain<T>.Of(value));
        }
        foreach (var read in values.Where(value => value.Primitive is Read read && !StateMemory<T>.IsDirect(read.State)))
        {
            Register(StateMemory<T>.Load(read));
        }
        return Needed(graph, makers);

        void Register(Operation<T> operation)
        {
            foreach (var result in operation.Results)
            {
                makers.Add(result, operation);
            }
        }
    }

    private static List<Operation<T>> Needed(Graph graph, Dictionary<Value, Operation<T>> makers)
    {
        var needed = new List<Operation<T>>();
        var seen = new HashSet<Operation<T>>();
        var pending = new Stack<Value>(graph.Results.Select(Aliases.Root).Reverse());
        while (pending.TryPop(out var value))
        {
            if (makers.TryGetValue(value, out var operation) && seen.Add(operation))
            {
                needed.Add(operation);
                foreach (var operand in operation.Operands)
                {
                    pending.Push(operand);
                }
            }
        }
        return needed;
    }
}
