using System.Globalization;
using Keras.Core;

namespace Keras.Losses;

/// <summary>Targets that are class numbers: whole numbers from 0 to below <paramref name="Count"/>, or <paramref name="Ignored"/>.</summary>
internal sealed record ClassLabels(int Count, int? Ignored)
{
    public bool Allows(double label) => (label >= 0 && label < Count && label == Math.Floor(label)) || label == Ignored;

    /// <summary>Throws when a label is no class's number.</summary>
    public void Check(string owner, ArrayView labels)
    {
        var values = new double[labels.Shape.Product];
        labels.CopyTo<double>(values);
        int wrong = Array.FindIndex(values, label => !Allows(label));
        if (wrong >= 0)
        {
            string ignored = Ignored is { } number ? $", or {number}, which is ignored" : "";
            throw new ArgumentException($"{owner}: expected class numbers from 0 to {Count - 1}{ignored}; received {values[wrong].ToString(CultureInfo.InvariantCulture)} at place {wrong} of the targets.");
        }
    }
}
