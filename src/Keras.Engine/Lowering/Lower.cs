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
        var operations = new List<Operation<T>>();
        var values = Graph.InOrder(graph.Results);
        var regions = new Regions(values);
        var pairs = new Dictionary<Value, Operation<T>>(ReferenceEqualityComparer.Instance);
        foreach (var (geometry, elements, places) in PoolPairs.Of(values))
        {
            pairs[elements] = pairs[places] = PoolingOperation<T>.Largest(geometry, elements, places);
        }
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>(graph.Results.Select(Aliases.Root).Reverse());
        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }
            if (value.Primitive is Elementwise)
            {
                foreach (var operand in regions.Store(value))
                {
                    pending.Push(operand);
                }
            }
            else if ((pairs.TryGetValue(value, out var pair) ? pair : Of(value)) is { } operation && !operations.Contains(operation))
            {
                operations.Add(operation);
                foreach (var operand in operation.Operands)
                {
                    pending.Push(operand);
                }
            }
        }
        operations.AddRange(regions.Stored().Select(RegionOperation<T>.Of));
        return operations;
    }

    private static Operation<T>? Of(Value value) => value.Primitive switch
    {
        Read read => StateMemory<T>.IsDirect(read.State) ? null : StateMemory<T>.Load(value),
        Source => null,
        RandomUniform => RandomOperation<T>.Of(value),
        MatMul => MatMulOperation<T>.Of(value),
        _ => WindowsOperation<T>.Of(value) ?? PoolingOperation<T>.Of(value) ?? ReductionOperation<T>.Of(value) ?? MovementOperation<T>.Of(value)
            ?? throw new InvalidOperationException($"The engine has no kernel for the primitive {value.Primitive.Name}."),
    };
}
