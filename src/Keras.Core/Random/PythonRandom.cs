using System.Numerics;
using NumSharp;

namespace Keras.Core;

/// <summary>The generator behind Python's module <c>random</c>, with its very stream: the Mersenne Twister, seeded by <c>init_by_array</c>.</summary>
/// <remarks>Source: CPython's <c>Modules/_randommodule.c</c> and <c>Lib/random.py</c>.</remarks>
internal sealed class PythonRandom
{
    private readonly MT19937 _twister = new();

    /// <summary>As <c>random.seed(seed)</c>.</summary>
    public PythonRandom(uint seed) => _twister.SeedByArray([seed]);

    /// <summary>As <c>random.getrandbits(count)</c>, of 1 to 32 bits.</summary>
    public uint NextBits(int count) => _twister.NextUInt32() >> (32 - count);

    /// <summary>As <c>random.randint(low, high)</c>: both ends included.</summary>
    public int NextInteger(int low, int high)
    {
        uint width = (uint)((long)high - low + 1);
        int bits = BitOperations.Log2(width) + 1;
        uint drawn;
        do
        {
            drawn = NextBits(bits);
        }
        while (drawn >= width);
        return (int)(low + drawn);
    }
}
