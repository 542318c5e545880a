using Keras.Core;
using Keras.Losses;

namespace Keras.Metrics;

/// <summary>Whether predictions hit their targets: 1 or 0 for each sample.</summary>
internal static class Matches
{
    /// <summary>Whether two values are equal.</summary>
    public static Value Equal(Value left, Value right) => Op.Cast(Op.Equal(left, right), KerasDType.Float32);

    /// <summary>Whether the class is among the k most probable: fewer than k classes are more probable, whatever the order of equal ones. No match where a prediction is not finite.</summary>
    public static Value InTopK(Value labels, Value predictions, int k)
    {
        var isClass = Probabilities.IsClass(labels, predictions.Shape[-1]);
        var score = Op.Sum(Op.Select(isClass, predictions, 0), [-1], keepDimensions: true);
        var better = Op.Sum(Op.Cast(Op.Less(score, predictions), KerasDType.Float32), [-1]);
        // What is not finite makes the difference NaN, which equals nothing.
        var finite = Op.Equal(Op.Sum(predictions - predictions, [-1]), 0);
        var known = Op.Sum(Op.Cast(isClass, KerasDType.Float32), [-1]);
        return Op.Select(finite, known * Op.Cast(Op.Less(better, k), KerasDType.Float32), 0);
    }

    /// <summary>The numbers of the classes with the largest targets.</summary>
    /// <exception cref="ArgumentException">The targets have not the predictions' shape.</exception>
    public static Value Classes(string owner, Value yTrue, Value yPred) => yTrue.Shape == yPred.Shape && yTrue.Rank > 0
        ? Op.Cast(Op.ArgMax(yTrue, -1), KerasDType.Float32)
        : throw new ArgumentException($"{owner}: expected targets of the predictions' shape {yPred.Shape}, received {yTrue.Shape}. For class numbers use a sparse metric, or Utils.ToCategorical.");

    /// <summary>How many of the best count, at least 1.</summary>
    public static int CheckK(string owner, int k) => k > 0 ? k : throw new ArgumentException($"{owner}: expected a k of 1 or more, received {k}.", nameof(k));
}
