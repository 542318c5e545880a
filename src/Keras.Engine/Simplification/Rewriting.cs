using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>Builds a graph anew from its sources, each value by a rule that is given the value and its new operands.</summary>
internal static class Rewriting
{
    public static Graph Apply(Graph graph, Func<Value, Value[], Value> rule)
    {
        var renewed = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var value in Graph.InOrder(graph.Results))
        {
            renewed[value] = rule(value, Array.ConvertAll(value.Operands, operand => renewed[operand]));
        }
        return graph with
        {
            Outputs = [.. graph.Outputs.Select(output => renewed[output])],
            Updates = [.. graph.Updates.Select(update => (update.Target, renewed[update.Value]))],
        };
    }

    /// <summary>The value itself when its operands are what they were, else the same primitive on the new ones.</summary>
    public static Value Renew(Value value, Value[] operands) =>
        operands.AsSpan().SequenceEqual(value.Operands) ? value : new(value.Primitive, operands, value.Shape, value.DType);
}
