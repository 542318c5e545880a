using System.Globalization;

namespace Keras.Training;

/// <summary>Cuts samples into those to train on and, from the end, those to validate on.</summary>
internal static class ValidationSplit
{
    /// <summary>How many samples are trained on: <c>floor(samples · (1 - share))</c>.</summary>
    /// <exception cref="ArgumentException">The share is not between 0 and 1, or leaves one side empty.</exception>
    public static int TrainingSamples(int samples, double share)
    {
        string received = share.ToString(CultureInfo.InvariantCulture);
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentException($"validationSplit: expected a share between 0 and 1, received {received}.");
        }
        int training = (int)Math.Floor(samples * (1.0 - share));
        return training > 0 && training < samples
            ? training
            : throw new ArgumentException($"validationSplit: {samples} sample(s) cannot be cut by {received} into samples to train on and samples to validate on. Pass more data, or another share.");
    }
}
