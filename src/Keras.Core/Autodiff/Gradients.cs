namespace Keras.Core;

/// <summary>Reverse-mode differentiation: walks the op graph from a result to what it was made of, adding up gradients.</summary>
internal static class Gradients
{
    /// <summary>
    /// The gradients of the sum of <paramref name="result"/>'s elements by each of <paramref name="sources"/>; <c>null</c> for a source that it does not depend on.
    /// </summary>
    public static Value?[] Of(Value result, IReadOnlyList<Value> sources)
    {
        var dependent = new HashSet<Value>(sources, ReferenceEqualityComparer.Instance);
        var order = Graph.InOrder([result]);
        foreach (var value in order)
        {
            if (Array.Exists(value.Operands, dependent.Contains))
            {
                dependent.Add(value);
            }
        }

        var gradients = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance) { [result] = Op.FillLike(result, 1) };
        foreach (var value in order.Reverse())
        {
            if (!dependent.Contains(value) || !gradients.TryGetValue(value, out var gradient) || value.Operands.Length == 0)
            {
                continue;
            }
            var parts = value.Primitive.Gradient(value, gradient);
            for (int i = 0; i < parts.Length; i++)
            {
                var operand = value.Operands[i];
                if (parts[i] is { } part && dependent.Contains(operand))
                {
                    gradients[operand] = gradients.TryGetValue(operand, out var sum) ? sum + part : part;
                }
            }
        }
        return [.. sources.Select(source => gradients.GetValueOrDefault(source))];
    }
}
