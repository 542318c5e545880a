using Keras.Core;

namespace Keras.Training;

/// <summary>Turns weights of classes into weights of samples, as Keras does: by the rounded label, or the largest place of a one-hot target; 1 for a class without a weight.</summary>
internal static class ClassWeights
{
    public static ArrayView ToSampleWeights(Model model, ArrayView?[] targets, IReadOnlyDictionary<int, double> classWeight)
    {
        if (targets is not [{ } target])
        {
            throw new ArgumentException($"classWeight is for models with a single output and its targets; model '{model.Name}' has {targets.Length} output(s). Pass sampleWeight, one array an output.");
        }
        var shape = target.Shape;
        bool labels = shape.Rank == 1 || shape[-1] == 1;
        int size = target.SampleShape.Product;
        if (shape.Rank > 2 || (labels && size != 1))
        {
            throw new ArgumentException($"classWeight: expected one class a sample, as labels of shape (samples,) or one-hot targets of shape (samples, classes); received targets {target}.");
        }
        var sample = new double[size];
        var weights = new double[target.Count];
        for (int row = 0; row < weights.Length; row++)
        {
            target.Gather([row], sample.AsSpan());
            int number = labels ? (int)Math.Round(sample[0], MidpointRounding.ToEven) : Array.IndexOf(sample, sample.Max());
            weights[row] = classWeight.TryGetValue(number, out double weight) ? weight : 1;
        }
        return ArrayViews.Of(weights);
    }
}
