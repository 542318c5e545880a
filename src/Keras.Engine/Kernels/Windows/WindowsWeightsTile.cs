using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>A rectangle of positions and the strides over it, in elements.</summary>
internal struct WindowsWeightsArguments
{
    public int Rows, Columns, Lanes;
    public nint BigRow, BigColumn, SmallRow, SmallColumn;

    /// <summary>From one row of a tile to the next, in the big image: the next tap or the next channel.</summary>
    public nint BigStep;

    /// <summary>From one row of a tile to the next, in the sums.</summary>
    public nint SumStep;
}

/// <summary>
/// The inner loop of kernel gradients in lanes: a few rows (taps of one big channel, or big channels) by a few small channels stay in registers, a vector of
/// lanes each, while all positions of a rectangle pass by. The sums keep their lanes: sums[r, o] += big[position, r] · small[position, o], each a vector.
/// </summary>
internal static unsafe class WindowsWeightsTile<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// All of <paramref name="rows"/> by <paramref name="channels"/> (a multiple of 4), in tiles of 3, 2 and 1 rows by 8 channels where there are registers
    /// enough, otherwise by 4.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunAll(in WindowsWeightsArguments a, T* big, T* small, T* sums, int rows, int channels)
    {
        int eights = Registers.AreMany ? channels / 8 * 8 : 0;
        while (rows > 0)
        {
            int tile = rows == 4 ? 2 : Math.Min(rows, 3);
            for (int o = 0; o < channels;)
            {
                T* y = small + ((nint)o * a.Lanes), to = sums + ((nint)o * V.Count);
                bool isEight = o < eights;
                switch (tile)
                {
                    case 3 when isEight: Run<Rows3, Rows8>(a, big, y, to); break;
                    case 2 when isEight: Run<Rows2, Rows8>(a, big, y, to); break;
                    case 1 when isEight: Run<Rows1, Rows8>(a, big, y, to); break;
                    case 3: Run<Rows3, Rows4>(a, big, y, to); break;
                    case 2: Run<Rows2, Rows4>(a, big, y, to); break;
                    default: Run<Rows1, Rows4>(a, big, y, to); break;
                }

                o += isEight ? 8 : 4;
            }

            big += tile * a.BigStep;
            sums += tile * a.SumStep;
            rows -= tile;
        }
    }

    /// <summary>All rows by one small channel, 8 at a time, those that are left one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunOneChannel(in WindowsWeightsArguments a, T* big, T* small, T* sums, int rows)
    {
        while (rows > 0)
        {
            int tile = rows >= 8 ? 8 : 1;
            if (tile == 8)
            {
                OneChannel<Rows8>(a, big, small, sums);
            }
            else
            {
                OneChannel<Rows1>(a, big, small, sums);
            }

            big += tile * a.BigStep;
            sums += tile * a.SumStep;
            rows -= tile;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRows, TChannels>(in WindowsWeightsArguments a, T* big, T* small, T* sums)
        where TRows : struct, ITileRows
        where TChannels : struct, ITileRows
    {
        V c00 = default, c01 = default, c02 = default, c03 = default, c04 = default, c05 = default, c06 = default, c07 = default;
        V c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default, c16 = default, c17 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default, c24 = default, c25 = default, c26 = default, c27 = default;
        nint lanes = a.Lanes, bigColumn = a.BigColumn, smallColumn = a.SmallColumn, bigStep = a.BigStep;
        for (int row = 0; row < a.Rows; row++)
        {
            for (nint lane = 0; lane < lanes; lane += V.Count)
            {
                T* x = big + (row * a.BigRow) + lane, y = small + (row * a.SmallRow) + lane;
                for (int column = a.Columns; column > 0; column--)
                {
                    V x0 = V.Load(x), x1 = default, x2 = default;
                    if (TRows.Count > 1)
                    {
                        x1 = V.Load(x + bigStep);
                    }

                    if (TRows.Count > 2)
                    {
                        x2 = V.Load(x + (2 * bigStep));
                    }

                    V s = V.Load(y);
                    c00 = V.MultiplyAdd(x0, s, c00);
                    c10 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c10) : c10;
                    c20 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c20) : c20;
                    s = V.Load(y + lanes);
                    c01 = V.MultiplyAdd(x0, s, c01);
                    c11 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c11) : c11;
                    c21 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c21) : c21;
                    s = V.Load(y + (2 * lanes));
                    c02 = V.MultiplyAdd(x0, s, c02);
                    c12 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c12) : c12;
                    c22 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c22) : c22;
                    s = V.Load(y + (3 * lanes));
                    c03 = V.MultiplyAdd(x0, s, c03);
                    c13 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c13) : c13;
                    c23 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c23) : c23;
                    if (TChannels.Count > 4)
                    {
                        T* y4 = y + (4 * lanes);
                        s = V.Load(y4);
                        c04 = V.MultiplyAdd(x0, s, c04);
                        c14 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c14) : c14;
                        c24 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c24) : c24;
                        s = V.Load(y4 + lanes);
                        c05 = V.MultiplyAdd(x0, s, c05);
                        c15 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c15) : c15;
                        c25 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c25) : c25;
                        s = V.Load(y4 + (2 * lanes));
                        c06 = V.MultiplyAdd(x0, s, c06);
                        c16 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c16) : c16;
                        c26 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c26) : c26;
                        s = V.Load(y4 + (3 * lanes));
                        c07 = V.MultiplyAdd(x0, s, c07);
                        c17 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c17) : c17;
                        c27 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c27) : c27;
                    }

                    x += bigColumn;
                    y += smallColumn;
                }
            }
        }

        nint step = a.SumStep;
        Add(sums, V.Count, c00, c01, c02, c03);
        if (TChannels.Count > 4)
        {
            Add(sums + (4 * V.Count), V.Count, c04, c05, c06, c07);
        }

        if (TRows.Count > 1)
        {
            Add(sums + step, V.Count, c10, c11, c12, c13);
        }

        if (TRows.Count > 1 && TChannels.Count > 4)
        {
            Add(sums + step + (4 * V.Count), V.Count, c14, c15, c16, c17);
        }

        if (TRows.Count > 2)
        {
            Add(sums + (2 * step), V.Count, c20, c21, c22, c23);
        }

        if (TRows.Count > 2 && TChannels.Count > 4)
        {
            Add(sums + (2 * step) + (4 * V.Count), V.Count, c24, c25, c26, c27);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void OneChannel<TRows>(in WindowsWeightsArguments a, T* big, T* small, T* sums)
        where TRows : struct, ITileRows
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        nint lanes = a.Lanes, bigColumn = a.BigColumn, smallColumn = a.SmallColumn, one = a.BigStep, three = 3 * one;
        for (int row = 0; row < a.Rows; row++)
        {
            for (nint lane = 0; lane < lanes; lane += V.Count)
            {
                T* x = big + (row * a.BigRow) + lane, y = small + (row * a.SmallRow) + lane;
                for (int column = a.Columns; column > 0; column--)
                {
                    V s = V.Load(y);
                    c0 = V.MultiplyAdd(s, V.Load(x), c0);
                    if (TRows.Count > 1)
                    {
                        T* x4 = x + (4 * one);
                        c1 = V.MultiplyAdd(s, V.Load(x + one), c1);
                        c2 = V.MultiplyAdd(s, V.Load(x + (2 * one)), c2);
                        c3 = V.MultiplyAdd(s, V.Load(x + three), c3);
                        c4 = V.MultiplyAdd(s, V.Load(x4), c4);
                        c5 = V.MultiplyAdd(s, V.Load(x4 + one), c5);
                        c6 = V.MultiplyAdd(s, V.Load(x4 + (2 * one)), c6);
                        c7 = V.MultiplyAdd(s, V.Load(x4 + three), c7);
                    }

                    x += bigColumn;
                    y += smallColumn;
                }
            }
        }

        if (TRows.Count == 1)
        {
            V.Store(V.Load(sums) + c0, sums);
            return;
        }

        Add(sums, a.SumStep, c0, c1, c2, c3);
        Add(sums + (4 * a.SumStep), a.SumStep, c4, c5, c6, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* sums, nint step, V first, V second, V third, V fourth)
    {
        V.Store(V.Load(sums) + first, sums);
        V.Store(V.Load(sums + step) + second, sums + step);
        V.Store(V.Load(sums + (2 * step)) + third, sums + (2 * step));
        V.Store(V.Load(sums + (3 * step)) + fourth, sums + (3 * step));
    }
}
