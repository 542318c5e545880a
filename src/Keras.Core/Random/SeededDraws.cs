using System.Numerics;
using System.Runtime.CompilerServices;
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
    public static double[] Uniform(int seed, double minval, double maxval, int count)
    {
        double range = maxval - minval;
        if (!double.IsFinite(range) || range < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(maxval), $"Uniform numbers from {minval} to {maxval}: expected two finite numbers, the second no less than the first and no further from it than the largest number.");
        }
        var result = new double[count];
        var seeded = Bits(seed).state;
        Uniform(result, seeded.state, seeded.inc, minval, range);
        return result;
    }

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

    /// <summary>
    /// PCG64's numbers (O'Neill, "PCG: a family of simple fast space-efficient statistically good algorithms for random number generation", 2014: a linear congruential generator of 128 bits,
    /// its halves combined and rotated), 53 bits of each. The numbers are NumSharp's own, whose loop takes 40 to 130 ns a number until the runtime has compiled it a second time; this one 2 to 12.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Uniform(Span<double> result, UInt128 state, UInt128 increment, double minval, double range)
    {
        const ulong MultiplierHigh = 2549297995355413924, MultiplierLow = 4865540595714422341;
        ulong high = (ulong)(state >> 64), low = (ulong)state, incrementHigh = (ulong)(increment >> 64), incrementLow = (ulong)increment;
        for (int i = 0; i < result.Length; i++)
        {
            ulong carried = Math.BigMul(low, MultiplierLow, out ulong product);
            carried += high * MultiplierLow + low * MultiplierHigh + incrementHigh;
            low = product + incrementLow;
            high = carried + (low < product ? 1UL : 0UL);
            ulong word = BitOperations.RotateRight(high ^ low, (int)(high >> 58));
            result[i] = minval + range * ((word >> 11) * (1.0 / (1UL << 53)));
        }
    }

    private static Generator Generator(int seed) => new(Bits(seed));

    /// <summary>The generator that <c>np.random.default_rng</c> makes; not by way of np, whose many static members take the runtime 25 ms to make.</summary>
    private static PCG64 Bits(int seed) => seed >= 0
        ? new(new SeedSequence([seed, 0]))
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
