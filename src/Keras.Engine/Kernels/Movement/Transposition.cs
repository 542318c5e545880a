using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keras.Engine.Kernels;

/// <summary>Copies a matrix to its transposed: destination[j, i] = source[i, j], both with contiguous rows.</summary>
/// <remarks>Blocks of 8 x 8 floats (4 x 4 doubles) are turned in registers where AVX is; the remainder, and the rest of the world, element by element.</remarks>
internal static unsafe class Transposition<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="source">The first element of the source.</param>
    /// <param name="sourceRow">Elements from a row of the source to the next.</param>
    /// <param name="destination">The first element of the destination, which does not overlap the source.</param>
    /// <param name="destinationRow">Elements from a row of the destination to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* source, nint sourceRow, T* destination, nint destinationRow, nint rows, nint columns)
    {
        nint side = typeof(T) == typeof(float) ? 8 : 4;
        nint blockRows = Avx.IsSupported ? rows / side * side : 0, blockColumns = columns / side * side;
        for (nint i = 0; i < blockRows; i += side)
        {
            T* from = source + (i * sourceRow), to = destination + i;
            for (nint j = 0; j < blockColumns; j += side)
            {
                if (typeof(T) == typeof(float))
                {
                    Block8((float*)(from + j), sourceRow, (float*)(to + (j * destinationRow)), destinationRow);
                }
                else
                {
                    Block4((double*)(from + j), sourceRow, (double*)(to + (j * destinationRow)), destinationRow);
                }
            }

            Elements(from + blockColumns, sourceRow, to + (blockColumns * destinationRow), destinationRow, side, columns - blockColumns);
        }

        Elements(source + (blockRows * sourceRow), sourceRow, destination + blockRows, destinationRow, rows - blockRows, columns);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Elements(T* source, nint sourceRow, T* destination, nint destinationRow, nint rows, nint columns)
    {
        for (nint j = 0; j < columns; j++)
        {
            for (nint i = 0; i < rows; i++)
            {
                destination[(j * destinationRow) + i] = source[(i * sourceRow) + j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(float* s, nint row, float* d, nint to)
    {
        // Pairs of rows interleaved, then pairs of pairs, within halves of 128 bits; the halves change places while they are loaded.
        Vector256<float> r0 = Halves(s, row, 0), r1 = Halves(s, row, 1), r2 = Halves(s, row, 2), r3 = Halves(s, row, 3);
        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(t0, t2, 0x44).Store(d);
        Avx.Shuffle(t0, t2, 0xEE).Store(d + to);
        Avx.Shuffle(t1, t3, 0x44).Store(d + (2 * to));
        Avx.Shuffle(t1, t3, 0xEE).Store(d + (3 * to));

        s += 4;
        d += 4 * to;
        r0 = Halves(s, row, 0);
        r1 = Halves(s, row, 1);
        r2 = Halves(s, row, 2);
        r3 = Halves(s, row, 3);
        t0 = Avx.UnpackLow(r0, r1);
        t1 = Avx.UnpackHigh(r0, r1);
        t2 = Avx.UnpackLow(r2, r3);
        t3 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(t0, t2, 0x44).Store(d);
        Avx.Shuffle(t0, t2, 0xEE).Store(d + to);
        Avx.Shuffle(t1, t3, 0x44).Store(d + (2 * to));
        Avx.Shuffle(t1, t3, 0xEE).Store(d + (3 * to));
    }

    // Four elements of row i and four of row i + 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* source, nint row, int i) =>
        Vector256.Create(Vector128.Load(source + (i * row)), Vector128.Load(source + ((i + 4) * row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(double* s, nint row, double* d, nint to)
    {
        Vector256<double> r0 = Halves(s, row, 0), r1 = Halves(s, row, 1);
        Avx.UnpackLow(r0, r1).Store(d);
        Avx.UnpackHigh(r0, r1).Store(d + to);
        r0 = Halves(s + 2, row, 0);
        r1 = Halves(s + 2, row, 1);
        Avx.UnpackLow(r0, r1).Store(d + (2 * to));
        Avx.UnpackHigh(r0, r1).Store(d + (3 * to));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Halves(double* source, nint row, int i) =>
        Vector256.Create(Vector128.Load(source + (i * row)), Vector128.Load(source + ((i + 2) * row)));
}
