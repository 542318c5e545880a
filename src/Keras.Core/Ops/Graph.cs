namespace Keras.Core;

/// <summary>
/// What a run computes: values to give back, and states to overwrite once all is computed. Everything else follows from the
/// values' operands.
/// </summary>
internal sealed record Graph(IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Outputs, IReadOnlyList<(State Target, Value Value)> Updates)
{
    /// <summary>All results: outputs, then the new contents of the states.</summary>
    public IEnumerable<Value> Results => Outputs.Concat(Updates.Select(update => update.Value));

    /// <summary>Every value that the results need, operands before what is made of them; always in the same order for the same graph.</summary>
    public static IList<Value> InOrder(IEnumerable<Value> results)
    {
        var order = new List<Value>();
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(Value Value, int Next)>();
        foreach (var result in results)
        {
            if (!seen.Add(result))
            {
                continue;
            }
            pending.Push((result, 0));
            while (pending.TryPop(out var top))
            {
                if (top.Next == top.Value.Operands.Length)
                {
                    order.Add(top.Value);
                    continue;
                }
                pending.Push((top.Value, top.Next + 1));
                var operand = top.Value.Operands[top.Next];
                if (seen.Add(operand))
                {
                    pending.Push((operand, 0));
                }
            }
        }
        return order;
    }
}
