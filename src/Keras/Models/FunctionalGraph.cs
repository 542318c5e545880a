using Keras.Core;

namespace Keras.Models;

/// <summary>The calls between some symbolic tensors and others made of them, in Keras's order.</summary>
internal sealed class FunctionalGraph
{
    public FunctionalGraph(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        (Nodes, Operations, Depths) = Order(inputs, outputs);
    }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>
    /// The calls in the order in which Keras runs them, each after those it needs: by falling depth, equal depths from the last output back. It is seen where
    /// calls share a state, such as the moving averages of a normalization.
    /// </summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The operations in Keras's order: by falling depth, equal depths by first visit from the outputs.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>How far each call is from the outputs.</summary>
    public IReadOnlyDictionary<Node, int> Depths { get; }

    /// <summary>Records the whole graph's work for the given inputs.</summary>
    public Value[] Compute(CallContext context, Value[] inputs)
    {
        var values = new Dictionary<KerasTensor, Value>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < inputs.Length; i++)
        {
            values[Inputs[i]] = inputs[i];
        }
        foreach (var node in Nodes)
        {
            if (node.Outputs.All(values.ContainsKey))
            {
                continue;
            }
            bool training = context.Training;
            context.Training = context.IsModeGiven ? training : node.Training ?? training;
            var outputs = node.Operation.Compute(context, [.. node.Inputs.Select(input => values[input])]);
            context.Training = training;
            for (int i = 0; i < outputs.Length; i++)
            {
                values[node.Outputs[i]] = outputs[i];
            }
        }
        return [.. Outputs.Select(output => values[output])];
    }

    /// <summary>
    /// Keras's order (its <c>map_graph</c>): the depth of a call is the longest way to an output, that of an operation the largest of its calls;
    /// ties by the order in which a depth-first walk from the outputs first meets the operation.
    /// </summary>
    private static (IReadOnlyList<Node>, IReadOnlyList<Operation>, IReadOnlyDictionary<Node, int>) Order(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        var given = new HashSet<KerasTensor>(inputs, ReferenceEqualityComparer.Instance);
        var finished = new List<Node>();
        var state = new Dictionary<Node, bool>(ReferenceEqualityComparer.Instance);
        var visit = new Dictionary<Operation, int>(ReferenceEqualityComparer.Instance);
        foreach (var output in outputs)
        {
            Visit(output.Node, given.Contains(output));
        }

        void Visit(Node start, bool isGiven)
        {
            var pending = new Stack<(Node Node, int Next, bool Given)>();
            Enter(start, isGiven);
            while (pending.TryPop(out var top))
            {
                if (top.Given || top.Next == top.Node.Inputs.Count)
                {
                    state[top.Node] = true;
                    finished.Add(top.Node);
                    continue;
                }
                pending.Push(top with { Next = top.Next + 1 });
                var input = top.Node.Inputs[top.Next];
                Enter(input.Node, given.Contains(input));
            }

            void Enter(Node node, bool nodeIsGiven)
            {
                if (state.ContainsKey(node))
                {
                    return;
                }
                visit.TryAdd(node.Operation, visit.Count);
                state[node] = false;
                pending.Push((node, 0, nodeIsGiven));
            }
        }

        var depths = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        var nodes = new List<Node>();
        var operationDepths = new Dictionary<Operation, int>(ReferenceEqualityComparer.Instance);
        foreach (var node in Enumerable.Reverse(finished))
        {
            int depth = Math.Max(Known(node), operationDepths.GetValueOrDefault(node.Operation));
            depths[node] = operationDepths[node.Operation] = depth;
            foreach (var input in node.Inputs)
            {
                if (state.ContainsKey(input.Node))
                {
                    depths[input.Node] = Math.Max(Known(input.Node), depth + 1);
                }
            }
        }
        foreach (var input in inputs)
        {
            if (visit.TryAdd(input.Operation, -1))
            {
                operationDepths[input.Operation] = 0;
                depths[input.Node] = 0;
                nodes.Add(input.Node);
            }
        }
        var operations = visit.Keys.OrderByDescending(operation => operationDepths[operation]).ThenBy(operation => visit[operation]).ToArray();
        return ([.. nodes.OrderByDescending(node => depths[node])], operations, depths);

        // Depths as far as they are known, and the calls in the order in which they were first met.
        int Known(Node node)
        {
            if (depths.TryAdd(node, 0))
            {
                nodes.Add(node);
            }
            return depths[node];
        }
    }
}
