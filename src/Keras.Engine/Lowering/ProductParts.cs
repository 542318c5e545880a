using Keras.Core;
using Keras.Engine.Planning;
using Keras.Engine.Simplification;

namespace Keras.Engine.Lowering;

/// <summary>One of <paramref name="Count"/> equal parts of the terms of every element of a matrix product. The product is their sum.</summary>
internal sealed record ProductPart(int Part, int Count) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => ([operands[0].Shape[0], operands[1].Shape[1]], operands[0].DType);

    public override Value?[] Gradient(Value result, Value gradient) => throw new InvalidOperationException("Graphs are differentiated before they are lowered.");
}

/// <summary>
/// Cuts the product with a large weight that the plan also updates by the weight's rows, as its update is cut: each thread then multiplies with the rows that it has written
/// itself in the step before, instead of fetching half of them from another's cache and, when it writes, taking them away from there.
/// </summary>
internal static class ProductParts
{
    // Elements of a weight that is worth it.
    private const int Large = 1 << 15;

    // Parts: with more of them, more results would be written, and read by another thread.
    private const int Parts = 2;

    // A part's terms for each row of the result at least: the parts of the result are written and read once more.
    private const int TermsARow = 2;

    public static Graph Split(Graph graph)
    {
        var updated = new HashSet<State>(graph.Updates.Select(update => update.Target), ReferenceEqualityComparer.Instance);
        return Rewriting.Apply(graph, (value, operands) =>
        {
            if (value.Primitive is not MatMul { TransposeLeft: false, TransposeRight: false } || value.Rank != 2 || Aliases.Root(operands[1]).Primitive is not Read read
                || !updated.Contains(read.State) || !Gains(value.Shape[0], operands[1].Shape))
            {
                return Rewriting.Renew(value, operands);
            }
            return Enumerable.Range(0, Parts).Select(part => new ProductPart(part, Parts).Apply(operands)).Aggregate((sum, part) => sum + part);
        });
    }

    private static bool Gains(int rows, Dimensions weight) => weight.Product >= Large && weight[0] % Parts == 0 && weight[0] / Parts >= TermsARow * rows;
}
