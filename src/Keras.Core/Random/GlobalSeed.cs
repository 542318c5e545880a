using System.Security.Cryptography;
using NumSharp;

namespace Keras.Core;

/// <summary>
/// The two global generators that Keras draws from: Python's <c>random</c>, for the seeds of what is made without one, and
/// NumPy's <c>np.random</c>, for shuffling. Until a seed is set, they start anywhere.
/// </summary>
/// <remarks>
/// The second is NumSharp's own, as in Python: <c>np.random.seed(42)</c> alone makes shuffling repeatable, too. Calls from
/// several threads are put one after another.
/// </remarks>
internal static class GlobalSeed
{
    private static readonly Lock Gate = new();
    private static PythonRandom _python = new(BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)));

    /// <summary>The seed that was set last; null while none was.</summary>
    public static int? Seed { get; private set; }

    /// <summary>Seeds both, as <c>keras.utils.set_random_seed(seed)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public static void SetRandomSeed(int seed)
    {
        if (seed < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be 0 or more, received {seed}. Choose any other number.");
        }
        lock (Gate)
        {
            _python = new((uint)seed);
            np.random.seed(seed);
            Seed = seed;
        }
    }

    /// <summary>A seed for an initializer, or for a layer that draws numbers, made without one: <c>random.randint(1, 10**9)</c>.</summary>
    public static int NextInitializerSeed()
    {
        lock (Gate)
        {
            return _python.NextInteger(1, 1_000_000_000);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1, shuffled: <c>np.random.permutation(count)</c>.</summary>
    public static int[] Permutation(int count)
    {
        lock (Gate)
        {
            using var order = np.random.permutation(count);
            return Array.ConvertAll(NDArrays.Elements<long>(order).ToArray(), index => (int)index);
        }
    }
}
