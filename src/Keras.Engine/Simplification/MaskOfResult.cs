using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// Where <c>y = max(0, x)</c> is kept anyway, its gradient asks y, not x, whether it is positive, so that x need not be kept. The answer is the
/// same for every number and for NaN.
/// </summary>
internal static class MaskOfResult
{
    public static Graph Apply(Graph graph)
    {
        var rectified = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var value in Graph.InOrder(graph.Results))
        {
            if (Rectified(value) is { } x)
            {
                rectified.TryAdd(x, value);
            }
        }
        var renewedMasks = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        return Rewriting.Apply(graph, (value, operands) =>
        {
            var renewed = Rewriting.Renew(value, operands);
            if (Rectified(value) is { } x && rectified[x] == value)
            {
                renewedMasks[x] = renewed;
                return renewed;
            }
            // The condition of a choice made after y: the same question, asked of y.
            if (value.Primitive is Select && Asked(value.Operands[0]) is { } asked && renewedMasks.TryGetValue(asked, out var y))
            {
                return Op.Select(Ask(value.Operands[0].Primitive, y), operands[1], operands[2]);
            }
            return renewed;
        });
    }

    /// <summary>The x of <c>max(0, x)</c> or <c>x if x &gt; 0 else 0</c>.</summary>
    private static Value? Rectified(Value value) => value.Primitive switch
    {
        Maximum when Scalars.Number(value.Operands[0]) == 0 => value.Operands[1],
        Maximum when Scalars.Number(value.Operands[1]) == 0 => value.Operands[0],
        Select when Asked(value.Operands[0]) == value.Operands[1] && value.Operands[0].Primitive is Less && Scalars.Number(value.Operands[2]) == 0 => value.Operands[1],
        _ => null,
    };

    /// <summary>The x of <c>0 &lt; x</c> or <c>x &lt;= 0</c>.</summary>
    private static Value? Asked(Value value) => value.Primitive switch
    {
        Less when Scalars.Number(value.Operands[0]) == 0 => value.Operands[1],
        LessEqual when Scalars.Number(value.Operands[1]) == 0 => value.Operands[0],
        _ => null,
    };

    private static Value Ask(Primitive question, Value y) => question is Less ? Op.Less(0, y) : Op.LessEqual(y, 0);
}
