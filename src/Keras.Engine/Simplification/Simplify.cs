using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// Makes a graph smaller without changing what it computes: local rules, each tried on every value until none applies, and one value for
/// all that are computed alike. What nothing needs any more falls away by itself.
/// </summary>
internal static class Simplify
{
    private static readonly Func<Value, Value?>[] Rules =
        [FoldConstants.Try, BroadcastLast.Try, NeutralOperands.Try, NumberFactors.Try, PlainCasts.Try, Movements.Try, TransposesLast.Try, TransposedFactors.Try, SumOfBroadcast.Try, UpsamplingIntoWindows.Try, MaskOfPooled.Try, SumOfScatter.Try];

    public static Graph Apply(Graph graph)
    {
        graph = MaskOfResult.Apply(Local(graph));
        return Local(graph);
    }

    private static Graph Local(Graph graph)
    {
        var common = new CommonValues();
        Value Simplest(Value value)
        {
            value = common.Of(value);
            foreach (var rule in Rules)
            {
                if (rule(value) is { } simpler)
                {
                    return Whole(simpler);
                }
            }
            return value;
        }

        // What a rule returns may hold several new values: each is looked at, once.
        Value Whole(Value value)
        {
            if (common.Knows(value))
            {
                return value;
            }
            return Simplest(Rewriting.Renew(value, Array.ConvertAll(value.Operands, Whole)));
        }
        return Rewriting.Apply(graph, (value, operands) => Simplest(Rewriting.Renew(value, operands)));
    }
}
