using NumSharp;

namespace Keras.Core;

/// <summary>
/// The random numbers of Keras's NumPy backend, bit for bit: <c>np.random.default_rng([seed, 0])</c>. One seed gives the same
/// numbers at every call. They are drawn in double precision; cast them to the dtype that is wanted.
/// </summary>
/// <remarks>Source: <c>keras/src/backend/numpy/random.py</c>.</remarks>
internal static class SeededDraws
{
    /// <summary>Uniform numbers from <paramref name="minval"/>, included, to <paramref name="maxval"/>, excluded: <c>keras.random.uniform</c>.</summary>
    public static double[] Uniform(int seed, double minval, double maxval, int count) => count == 0
        ? []
        : Take(Generator(seed).uniform(minval, maxval, new Shape(count)));

    /// <summary>Normal numbers: <c>keras.random.normal</c>.</summary>
    public static double[] Normal(int seed, double mean, double stddev, int count) => count == 0
        ? []
        : Take(Generator(seed).normal(mean, Checked(stddev), new Shape(count)));

    /// <summary>
    /// Normal numbers no further than two standard deviations from the mean: <c>keras.random.truncated_normal</c>. Whole
    /// batches of <paramref name="count"/> are drawn, and what lies outside is dropped, until there are enough.
    /// </summary>
    public static double[] TruncatedNormal(int seed, double mean, double stddev, int count)
    {
        var result = new double[count];
        var generator = Generator(seed);
        double lowest = mean - 2 * Checked(stddev), highest = mean + 2 * stddev;
        for (int done = 0; done < count;)
        {
            foreach (double value in Take(generator.normal(mean, stddev, new Shape(count))))
            {
                if (value >= lowest && value <= highest && done < count)
                {
                    result[done++] = value;
                }
            }
        }
        return result;
    }

    private static Generator Generator(int seed) => seed >= 0
        ? np.random.default_rng([seed, 0])
        : throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be 0 or more, received {seed}. Choose any other number.");

    private static double Checked(double stddev) => stddev >= 0 && double.IsFinite(stddev)
        ? stddev
        : throw new ArgumentOutOfRangeException(nameof(stddev), $"A standard deviation must be 0 or more, received {stddev}.");

    private static double[] Take(NDArray drawn)
    {
        using (drawn)
        {
            return NDArrays.Elements<double>(drawn).ToArray();
        }
    }
}
