using System.Globalization;
using Keras.Core;
using NumSharp;

namespace Keras;

/// <summary>Keras's utilities: seeds, one-hot targets, names counted anew.</summary>
/// <remarks>Source: <see href="https://keras.io/api/utils/"/>.</remarks>
public static class Utils
{
    /// <summary>Seeds initial weights, dropout and shuffling: the same seed gives the same training.</summary>
    /// <remarks>
    /// Python's <c>random</c> and NumPy's global generator are seeded as by <c>keras.utils.set_random_seed</c>; initial weights are those of Keras's NumPy backend.
    /// Set it before the layers are made.
    /// </remarks>
    /// <param name="seed">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    /// <example><code>Utils.SetRandomSeed(42);</code></example>
    public static void SetRandomSeed(int seed) => GlobalSeed.SetRandomSeed(seed);

    /// <summary>Class numbers as one-hot rows: 1 at the class's place, 0 elsewhere.</summary>
    /// <param name="x">Whole numbers of shape (...), or (..., 1).</param>
    /// <param name="numClasses">How many classes there are; by default the largest number and one.</param>
    /// <returns>A float64 array of shape (..., numClasses).</returns>
    /// <exception cref="ArgumentException">A number is negative or not below numClasses, or there are none and numClasses is not given.</exception>
    /// <example><code>var y = Utils.ToCategorical(labels, 10);</code></example>
    public static NDArray ToCategorical(ArrayLike x, int? numClasses = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        var view = x.View ?? throw new ArgumentException($"ToCategorical: expected one array, received {x}.", nameof(x));
        var labels = new double[view.Shape.Product];
        view.CopyTo(labels.AsSpan());
        int classes = numClasses ?? (labels.Length > 0 ? (int)labels.Max() + 1 : throw new ArgumentException("ToCategorical: there are no labels to count the classes of; pass numClasses.", nameof(x)));
        var shape = view.Shape.Rank > 1 && view.Shape[-1] == 1 ? view.Shape.Slice(0, view.Shape.Rank - 1) : view.Shape;
        var rows = new double[checked(labels.Length * Math.Max(classes, 0))];
        for (int i = 0; i < labels.Length; i++)
        {
            double label = Math.Truncate(labels[i]);
            if (!(label >= 0 && label < classes))
            {
                throw new ArgumentException($"ToCategorical: expected labels from 0 to {classes - 1}, received {labels[i].ToString(CultureInfo.InvariantCulture)} at place {i}.", nameof(x));
            }
            rows[i * classes + (int)label] = 1;
        }
        return NDArrays.Wrap(rows, [.. shape, classes]);
    }

    /// <summary>Forgets the names that were given so far: the next unnamed Dense is <c>dense</c> again.</summary>
    public static void ClearSession() => AutoName.Clear();
}
