using Keras.Core;
using Keras.Losses;

namespace Keras.Training;

/// <summary>Checks targets against the outputs that they are compared with.</summary>
internal static class TargetCheck
{
    /// <summary>Throws unless targets of that shape can be compared with the output.</summary>
    public static void Shape(Model model, string output, Loss loss, Dimensions target, Dimensions prediction)
    {
        bool fits = loss is SparseCategoricalCrossentropy
            ? SameBut(target, prediction, lastIsOne: true)
            : SameBut(target, prediction, lastIsOne: false);
        if (!fits)
        {
            string expected = loss is SparseCategoricalCrossentropy
                ? $"class numbers of shape {prediction.Slice(0, prediction.Rank - 1)}"
                : $"the output's shape {prediction}";
            string advice = loss is not SparseCategoricalCrossentropy && target.Rank < prediction.Rank && prediction[-1] > 1 ? " For class numbers use a sparse loss, or Utils.ToCategorical." : "";
            throw new ArgumentException($"Model '{model.Name}': targets of output '{output}' do not fit it: expected {expected}, received shape {target}.{advice}");
        }
    }

    /// <summary>Throws when a label is not the number of a class.</summary>
    public static void Labels(Model model, string output, ArrayView labels, int classes)
    {
        int size = labels.SampleShape.Product;
        var sample = new double[size];
        for (int row = 0; row < labels.Count; row++)
        {
            labels.Gather([row], sample.AsSpan());
            foreach (double label in sample)
            {
                if (label < 0 || label >= classes)
                {
                    throw new ArgumentException($"Model '{model.Name}': targets of output '{output}' hold the label {label.ToString(System.Globalization.CultureInfo.InvariantCulture)} at sample {row}; expected 0 to {classes - 1}, as the output has {classes} classes.");
                }
            }
        }
    }

    /// <summary>Keras compares (N,) with (N, 1), and repeats axes of size one.</summary>
    private static bool SameBut(Dimensions target, Dimensions prediction, bool lastIsOne)
    {
        var expected = lastIsOne ? prediction.With(-1, 1) : prediction;
        if (target.Rank == expected.Rank - 1 && expected[-1] == 1)
        {
            expected = expected.Slice(0, expected.Rank - 1);
        }
        else if (target.Rank == expected.Rank + 1 && target[-1] == 1)
        {
            target = target.Slice(0, expected.Rank);
        }
        if (target.Rank != expected.Rank)
        {
            return false;
        }
        for (int axis = 0; axis < target.Rank; axis++)
        {
            if (target[axis] != expected[axis] && target[axis] != 1 && (lastIsOne || expected[axis] != 1))
            {
                return false;
            }
        }
        return true;
    }
}
