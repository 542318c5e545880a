using Keras.Core;

namespace Keras.Losses;

/// <summary>What the cross-entropies share.</summary>
internal static class Probabilities
{
    private const double Epsilon = 1e-7;

    /// <summary>Probabilities kept between 1e-7 and 1 - 1e-7, so that logarithms stay finite; what is outside has no gradient.</summary>
    public static Value Clip(Value p) => Op.Minimum(Op.Maximum(p, Epsilon), 1 - Epsilon);

    /// <summary>Logits kept where <see cref="Clip"/> keeps their sigmoids.</summary>
    public static Value ClipLogits(Value logits)
    {
        double Logit(double p) => logits.DType == KerasDType.Float64 ? Math.Log(p / (1 - p)) : Math.Log((float)p / (1.0 - (float)p));
        return Op.Minimum(Op.Maximum(logits, Logit(Epsilon)), Logit(1 - Epsilon));
    }

    /// <summary>1 at the place of the class number along a new last axis, 0 elsewhere.</summary>
    public static Value IsClass(Value labels, int classes) => Op.Equal(Op.ExpandDimensions(labels, -1), Op.Range(classes, KerasDType.Float32));

    /// <summary>Class numbers without the axis of size one that they may end with.</summary>
    /// <exception cref="ArgumentException">They do not fit the predictions.</exception>
    public static Value Labels(string owner, Value labels, Value predictions)
    {
        var expected = predictions.Shape.Slice(0, Math.Max(0, predictions.Rank - 1));
        var squeezed = labels.Rank == predictions.Rank && labels.Rank > 0 && labels.Shape[-1] == 1 ? Op.Squeeze(labels, -1) : labels;
        return predictions.Rank > 0 && squeezed.Shape == expected
            ? squeezed
            : throw new ArgumentException($"{owner}: expected class numbers of shape {expected} for predictions of shape {predictions.Shape}, received {labels.Shape}.");
    }

    /// <summary>An axis that exists in the predictions, counted from the first.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public static int Axis(string owner, int axis, Value predictions) => axis >= -predictions.Rank && axis < predictions.Rank
        ? axis < 0 ? axis + predictions.Rank : axis
        : throw new ArgumentException($"{owner}: axis {axis} does not exist in predictions of shape {predictions.Shape}.");

    /// <summary>Throws unless label smoothing lies from 0 to 1.</summary>
    public static double Smoothing(string owner, double smoothing) => smoothing is >= 0 and <= 1
        ? smoothing
        : throw new ArgumentException($"{owner}: expected a labelSmoothing from 0 to 1, received {smoothing}.", "labelSmoothing");
}
