namespace Keras.Core;

/// <summary>
/// The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011):
/// block i of a stream depends on the key and on i alone.
/// </summary>
internal static class Philox
{
    /// <summary>The four words of one block.</summary>
    public static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>Uniform numbers in [0, 1) with 24 bits: word i mod 4 of block i / 4 of the run that key and counter name, from a block on.</summary>
    public static void Fill<T>(uint key, uint counter, Span<T> destination, uint firstBlock = 0) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (int i = 0; i < destination.Length; i += 4)
        {
            var (a, b, c, d) = Block(firstBlock + (uint)(i / 4), counter, 0, 0, key, 0);
            destination[i] = Uniform<T>(a);
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = Uniform<T>(b);
            }
            if (i + 2 < destination.Length)
            {
                destination[i + 2] = Uniform<T>(c);
            }
            if (i + 3 < destination.Length)
            {
                destination[i + 3] = Uniform<T>(d);
            }
        }
    }

    private static T Uniform<T>(uint word) where T : unmanaged, System.Numerics.INumberBase<T> => T.CreateTruncating((word >> 8) * (1.0 / (1 << 24)));
}
