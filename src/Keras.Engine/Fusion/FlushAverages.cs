using Keras.Core;
using Keras.Engine.Simplification;

namespace Keras.Engine.Fusion;

/// <summary>
/// A running average of what has become 0 halves itself into subnormal numbers, on which processors are many times slower, and .NET cannot tell them to round
/// such numbers to 0. So the new content of a state that is its old content times a number below 1, plus something, is flushed when it is written.
/// </summary>
internal static class FlushAverages
{
    // An average is few operations away from its old content.
    private const int Depth = 4;

    public static Graph Of<T>(Graph graph) where T : unmanaged
    {
        var averages = new HashSet<Value>(graph.Updates.Where(update => Decays(update.Value, update.Target, Depth)).Select(update => update.Value), ReferenceEqualityComparer.Instance);
        return Rewriting.Apply(graph, (value, operands) => averages.Contains(value) ? new FlushTiny(FlushTiny.LeastOf<T>()).Apply(Rewriting.Renew(value, operands)) : Rewriting.Renew(value, operands));
    }

    /// <summary>True when the old content, or a difference from it, is multiplied by a number below 1 on the way to the value.</summary>
    private static bool Decays(Value value, State state, int depth)
    {
        if (depth == 0 || value.Primitive is not Elementwise)
        {
            return false;
        }
        if (value.Primitive is Multiply)
        {
            var (x, y) = (value.Operands[0], value.Operands[1]);
            if ((IsSmall(x) && IsFrom(y, state)) || (IsSmall(y) && IsFrom(x, state)))
            {
                return true;
            }
        }
        return value.Primitive is Add or Subtract && value.Operands.Any(operand => Decays(operand, state, depth - 1));
    }

    private static bool IsSmall(Value value) => Scalars.Number(value) is > -1 and < 1;

    private static bool IsFrom(Value value, State state) => value.Primitive switch
    {
        Read read => ReferenceEquals(read.State, state),
        Add or Subtract => value.Operands.Any(operand => operand.Primitive is Read read && ReferenceEquals(read.State, state)),
        _ => false,
    };
}
