using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Strides and lengths of a tile, in elements.</summary>
internal unsafe struct MatMulTileStrides
{
    public nint LeftRow, LeftInner, LeftTerm;

    /// <summary>From the first vector of a row to the second, in the right factor and in the result.</summary>
    public nint RightSecond, ResultSecond;

    public nint RightInner, RightTerm, ResultRow;

    public nint Inner, Terms;

    /// <summary>Where each term begins, when that is not at regular steps; otherwise null.</summary>
    public TapOffset* TermOffsets;

    /// <summary>Whether to add to what the result holds.</summary>
    public bool Accumulate;
}

/// <summary>
/// The inner loop of every matrix product: up to 6 rows by one or two vectors of the result stay in 12 registers while the inner dimension passes by.
/// The left factor is broadcast, element by element; the right one is read in whole vectors.
/// </summary>
internal static unsafe class MatMulTile<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of the highest tile.</summary>
    public const int MostRows = 6;

    /// <summary>Runs down <paramref name="rows"/> rows, in tiles of 6, 4, 2 and 1, two vectors wide.</summary>
    public static void RunRows(T* left, T* right, T* result, int rows, in MatMulTileStrides strides) => RunRows<TwoVectors>(left, right, result, rows, strides);

    /// <summary>Runs down <paramref name="rows"/> rows, in tiles of 6, 4, 2 and 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunRows<TVectors>(T* left, T* right, T* result, int rows, in MatMulTileStrides strides)
        where TVectors : struct, ITileVectors
    {
        // Eight rows or nine at the end are two tiles of 4 rather than one of 6 and a small one.
        int sixes = (rows / 6) - (rows >= 6 && rows % 6 is 2 or 3 ? 1 : 0);
        Down<Rows6, TVectors>(ref left, right, ref result, sixes, ref rows, strides);
        Down<Rows4, TVectors>(ref left, right, ref result, rows / 4, ref rows, strides);
        Down<Rows2, TVectors>(ref left, right, ref result, rows / 2, ref rows, strides);
        Down<Rows1, TVectors>(ref left, right, ref result, rows, ref rows, strides);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Down<TRows, TVectors>(ref T* left, T* right, ref T* result, int tiles, ref int rows, in MatMulTileStrides strides)
        where TRows : struct, ITileRows
        where TVectors : struct, ITileVectors
    {
        if (tiles > 0)
        {
            Run<TRows, TVectors>(left, right, result, tiles, strides);
            int done = tiles * TRows.Count;
            left += done * strides.LeftRow;
            result += done * strides.ResultRow;
            rows -= done;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRows, TVectors>(T* left, T* right, T* result, nint tiles, in MatMulTileStrides strides)
        where TRows : struct, ITileRows
        where TVectors : struct, ITileVectors
    {
        nint row = strides.LeftRow, twoRows = 2 * row, inner = strides.LeftInner;
        nint second = strides.RightSecond, rightInner = strides.RightInner;
        nint resultRow = strides.ResultRow, resultSecond = strides.ResultSecond;
        for (; tiles > 0; tiles--)
        {
            V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
            V c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
            for (nint term = 0; term < strides.Terms; term++)
            {
                T* a = left + (strides.TermOffsets is null ? term * strides.LeftTerm : strides.TermOffsets[term].Input);
                T* b = right + (strides.TermOffsets is null ? term * strides.RightTerm : strides.TermOffsets[term].Weight);
                T* a3 = a + twoRows + row;
                for (nint k = strides.Inner; k > 0; k--)
                {
                    V b0 = V.Load(b), b1 = TVectors.Count > 1 ? V.Load(b + second) : b0, x;
                    x = V.Broadcast(a);
                    c00 = V.MultiplyAdd(x, b0, c00);
                    c01 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c01) : c01;
                    if (TRows.Count > 1)
                    {
                        x = V.Broadcast(a + row);
                        c10 = V.MultiplyAdd(x, b0, c10);
                        c11 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c11) : c11;
                    }

                    if (TRows.Count > 2)
                    {
                        x = V.Broadcast(a + twoRows);
                        c20 = V.MultiplyAdd(x, b0, c20);
                        c21 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c21) : c21;
                        x = V.Broadcast(a3);
                        c30 = V.MultiplyAdd(x, b0, c30);
                        c31 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c31) : c31;
                    }

                    if (TRows.Count > 4)
                    {
                        x = V.Broadcast(a3 + row);
                        c40 = V.MultiplyAdd(x, b0, c40);
                        c41 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c41) : c41;
                        x = V.Broadcast(a3 + twoRows);
                        c50 = V.MultiplyAdd(x, b0, c50);
                        c51 = TVectors.Count > 1 ? V.MultiplyAdd(x, b1, c51) : c51;
                    }

                    a += inner;
                    a3 += inner;
                    b += rightInner;
                }
            }

            if (strides.Accumulate)
            {
                Plus<TVectors>(ref c00, ref c01, result, resultSecond);
                if (TRows.Count > 1)
                {
                    Plus<TVectors>(ref c10, ref c11, result + resultRow, resultSecond);
                }

                if (TRows.Count > 2)
                {
                    Plus<TVectors>(ref c20, ref c21, result + (2 * resultRow), resultSecond);
                    Plus<TVectors>(ref c30, ref c31, result + (3 * resultRow), resultSecond);
                }

                if (TRows.Count > 4)
                {
                    Plus<TVectors>(ref c40, ref c41, result + (4 * resultRow), resultSecond);
                    Plus<TVectors>(ref c50, ref c51, result + (5 * resultRow), resultSecond);
                }
            }

            Store<TVectors>(c00, c01, result, resultSecond);
            if (TRows.Count > 1)
            {
                Store<TVectors>(c10, c11, result + resultRow, resultSecond);
            }

            if (TRows.Count > 2)
            {
                Store<TVectors>(c20, c21, result + (2 * resultRow), resultSecond);
                Store<TVectors>(c30, c31, result + (3 * resultRow), resultSecond);
            }

            if (TRows.Count > 4)
            {
                Store<TVectors>(c40, c41, result + (4 * resultRow), resultSecond);
                Store<TVectors>(c50, c51, result + (5 * resultRow), resultSecond);
            }

            left += TRows.Count * row;
            result += TRows.Count * resultRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Plus<TVectors>(ref V first, ref V second, T* result, nint step)
        where TVectors : struct, ITileVectors
    {
        first += V.Load(result);
        second = TVectors.Count > 1 ? second + V.Load(result + step) : second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(V first, V second, T* result, nint step)
        where TVectors : struct, ITileVectors
    {
        V.Store(first, result);
        if (TVectors.Count > 1)
        {
            V.Store(second, result + step);
        }
    }
}
