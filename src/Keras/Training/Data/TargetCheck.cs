using System.Globalization;
using Keras.Core;
using Keras.Losses;

namespace Keras.Training;

/// <summary>Checks targets against the outputs that they are compared with.</summary>
internal static class TargetCheck
{
    /// <summary>Records the loss of an output; where the targets do not fit, the message names the output.</summary>
    public static Value Compute(Model model, string output, Loss loss, Value target, Value prediction, Value? weight)
    {
        try
        {
            return loss.Compute(target, prediction, weight);
        }
        catch (ArgumentException error)
        {
            string advice = target.Rank == prediction.Rank - 1 && prediction.Shape[-1] > 1 ? " For class numbers use a sparse loss, or Utils.ToCategorical." : "";
            throw new ArgumentException($"Model '{model.Name}', output '{output}': {error.Message}{advice}", error);
        }
    }

    /// <summary>Throws when a label is not the number of a class.</summary>
    public static void Labels(Model model, string output, ClassLabels classes, ArrayView labels)
    {
        var sample = new double[labels.SampleShape.Product];
        for (int row = 0; row < labels.Count; row++)
        {
            labels.Gather([row], sample.AsSpan());
            int wrong = Array.FindIndex(sample, label => !classes.Allows(label));
            if (wrong >= 0)
            {
                throw new ArgumentException($"Model '{model.Name}', output '{output}': expected class numbers from 0 to {classes.Count - 1}, received {sample[wrong].ToString(CultureInfo.InvariantCulture)} in the targets of sample {row}.");
            }
        }
    }
}
