using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Makes the operations that compute a graph.</summary>
internal static class Lower<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The operations that the results need; what is folded into others has none.</summary>
    public static IReadOnlyList<Operation<T>> All(Graph graph)
    {
        var regions = new Regions(Graph.InOrder(graph.Results));
        var needed = Needed(graph, regions);
        var operations = new List<Operation<T>>();
        var done = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var (region, products) in regions.Stored(needed, graph.Results))
        {
            if (Pooled(region, products, regions, needed) is var (convolution, pooled))
            {
                operations.Add(pooled);
                done.UnionWith([convolution, .. pooled.Results]);
                continue;
            }
            var fused = products.Select(product => (Product: product, Operation: WithRegion(product, region))).FirstOrDefault(pair => pair.Operation is not null);
            operations.Add(fused.Operation ?? RegionOperation<T>.Of(region));
            if (fused.Product is not null)
            {
                done.Add(fused.Product);
            }
        }
        foreach (var (geometry, elements, places) in PoolPairs.Of(needed.Where(value => !done.Contains(value))))
        {
            operations.Add(PoolingOperation<T>.Largest(geometry, elements, places));
            done.UnionWith([elements, places]);
        }
        foreach (var parts in needed.Where(value => value.Primitive is KernelParts))
        {
            var scattered = Aliases.Root(parts.Operands[1]);
            if (regions.Readers(scattered) == 1 && WindowsOperation<T>.OfScattered(parts, scattered) is { } operation)
            {
                operations.Add(operation);
                done.UnionWith([parts, scattered]);
            }
        }
        foreach (var parts in needed.Where(value => value.Primitive is ProductPart).GroupBy(part => (Aliases.Root(part.Operands[0]), Aliases.Root(part.Operands[1]))))
        {
            operations.Add(MatMulOperation<T>.OfParts([.. parts.OrderBy(part => ((ProductPart)part.Primitive).Part)]));
            done.UnionWith(parts);
        }
        operations.AddRange(needed.Where(value => !done.Contains(value)).Select(Of).OfType<Operation<T>>());
        return operations;
    }

    /// <summary>The values that must lie in memory, but for those that regions compute.</summary>
    private static List<Value> Needed(Graph graph, Regions regions)
    {
        var needed = new List<Value>();
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>(graph.Results.Select(Aliases.Root).Reverse());
        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }
            if (value.Primitive is not Elementwise)
            {
                needed.Add(value);
            }
            foreach (var operand in value.Primitive is Elementwise ? regions.Store(value) : value.Operands.Select(Aliases.Root))
            {
                pending.Push(operand);
            }
        }
        return needed;
    }

    /// <summary>The region with the convolution before it and the max pooling after it, if they may be one.</summary>
    private static (Value Convolution, Operation<T> Operation)? Pooled(Region region, IReadOnlyList<Value> products, Regions regions, List<Value> needed)
    {
        if (PooledRegions.Of(region, regions, needed) is var (geometry, elements, places))
        {
            foreach (var product in products)
            {
                if (PooledWindowsOperation<T>.Of(product, region, geometry, elements, places) is { } operation)
                {
                    return (product, operation);
                }
            }
        }
        return null;
    }

    private static Operation<T>? WithRegion(Value product, Region region) =>
        MatMulOperation<T>.IsProduct(product) ? MatMulOperation<T>.Of(product, region)
        : InLanes.Unwrap(product.Primitive) is PoolScatter scatter ? PoolingOperation<T>.Scatter(product, scatter.Geometry, region)
        : WindowsOperation<T>.Of(product, region);

    private static Operation<T>? Of(Value value) => value.Primitive switch
    {
        Read read => StateMemory<T>.IsDirect(read.State) ? null : StateMemory<T>.Load(value),
        Source => null,
        RandomUniform => RandomOperation<T>.Of(value),
        _ when MatMulOperation<T>.IsProduct(value) => MatMulOperation<T>.Of(value, null),
        _ => WindowsOperation<T>.Of(value) ?? PoolingOperation<T>.Of(value) ?? ReductionOperation<T>.Of(value) ?? MovementOperation<T>.Of(value)
            ?? throw new InvalidOperationException($"The engine has no kernel for the primitive {value.Primitive.Name}."),
    };
}
