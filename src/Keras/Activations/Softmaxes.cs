using Keras.Core;

namespace Keras.Activations;

/// <summary>Functions that make a distribution of the numbers along some axes, or its logarithm.</summary>
internal static class Softmaxes
{
    /// <summary><c>e^x / Σ e^x</c> along the axes.</summary>
    public static Value Softmax(Value x, Dimensions axes)
    {
        var exponentials = Op.Exp(Shift(x, axes));
        return exponentials / Op.Sum(exponentials, axes, keepDimensions: true);
    }

    /// <summary><c>x - log Σ e^x</c> along the last axis.</summary>
    public static Value LogSoftmax(Value x) => LogSoftmax(x, -1);

    /// <summary><c>x - log Σ e^x</c> along an axis.</summary>
    public static Value LogSoftmax(Value x, int axis)
    {
        var shifted = Shift(x, [axis]);
        return shifted - Op.Log(Op.Sum(Op.Exp(shifted), [axis], keepDimensions: true));
    }

    /// <summary>
    /// <c>max(0, x - τ)</c> along the last axis, τ made of the largest elements (Martins and Astudillo, 2016). Keras takes for τ the running
    /// sums over the sorted support, added up, less one, over their number; here the sorting is done by comparing each element with each, so
    /// that time and memory grow with the square of the axis.
    /// </summary>
    public static Value Sparsemax(Value x)
    {
        int size = x.Shape[-1];
        var (candidate, other) = (Op.ExpandDimensions(x, -1), Op.ExpandDimensions(x, -2));
        var earlier = Op.Constant([.. Enumerable.Range(0, size * size).Select(i => i % size <= i / size ? 1.0 : 0)], [size, size]);
        var isBefore = Op.Select(Op.Less(candidate, other), 1, Op.Select(Op.Equal(candidate, other), earlier, 0));
        var rank = Op.Sum(isBefore, [-1]);
        var runningSum = Op.Sum(isBefore * other, [-1]);
        var isSupport = Op.Less(0, x - (runningSum - 1) / rank);
        var count = Op.Sum(Op.Select(isSupport, Op.FillLike(x, 1), 0), [-1], keepDimensions: true);
        var threshold = (Op.Sum(Op.Select(isSupport, runningSum, 0), [-1], keepDimensions: true) - 1) / count;
        return Op.Maximum(x - threshold, 0);
    }

    /// <summary>
    /// x less the whole part of its largest element, so that no exponential overflows. Any number could be taken away without changing the
    /// result; the whole part has no gradient, so that none is computed in vain.
    /// </summary>
    private static Value Shift(Value x, Dimensions axes) => x - Op.Floor(Op.Max(x, axes, keepDimensions: true));
}
