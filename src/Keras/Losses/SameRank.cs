using Keras.Core;

namespace Keras.Losses;

/// <summary>Brings two values to one rank where one has an axis of size one more at its end, such as (N,) and (N, 1).</summary>
internal static class SameRank
{
    /// <summary>The two values, one of them reshaped where that helps: a single axis gets a second, other ranks lose the last.</summary>
    public static (Value, Value) Of(Value left, Value right)
    {
        if (left.Rank == right.Rank + 1 && left.Shape[-1] == 1)
        {
            return right.Rank == 1 ? (left, Op.ExpandDimensions(right, -1)) : (Op.Squeeze(left, -1), right);
        }
        if (right.Rank == left.Rank + 1 && right.Shape[-1] == 1)
        {
            return left.Rank == 1 ? (Op.ExpandDimensions(left, -1), right) : (left, Op.Squeeze(right, -1));
        }
        return (left, right);
    }

    /// <summary>Targets and predictions at one rank, as far as they can be compared.</summary>
    /// <exception cref="ArgumentException">They cannot be compared.</exception>
    public static (Value YTrue, Value YPred) OfTargets(string owner, Value yTrue, Value yPred)
    {
        var (target, prediction) = Of(yTrue, yPred);
        bool fits = target.Rank == prediction.Rank;
        for (int axis = 0; fits && axis < target.Rank; axis++)
        {
            fits = target.Shape[axis] == prediction.Shape[axis] || target.Shape[axis] == 1 || prediction.Shape[axis] == 1;
        }
        return fits
            ? (target, prediction)
            : throw new ArgumentException($"{owner}: expected targets of the predictions' shape {yPred.Shape}, received {yTrue.Shape}.");
    }
}
