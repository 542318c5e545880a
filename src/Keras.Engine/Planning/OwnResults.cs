using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>
/// Sees to it that each result of a graph is computed, and is nothing else's memory: what is an input, a constant, a state's old content, or a
/// result already, is copied. Of several new contents of one state the last counts.
/// </summary>
internal static class OwnResults
{
    public static Graph Of(Graph graph)
    {
        var owned = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        Value Own(Value value) => Aliases.Root(value) is { Primitive: not Source } root && owned.Add(root) ? value : new Copy().Apply(value);
        return graph with
        {
            Updates = [.. graph.Updates.Where((update, i) => !graph.Updates.Skip(i + 1).Any(later => later.Target == update.Target)).Select(update => (update.Target, Own(update.Value)))],
            Outputs = [.. graph.Outputs.Select(Own)],
        };
    }
}
