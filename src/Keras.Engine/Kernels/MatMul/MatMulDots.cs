using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>
/// The inner loop of products with a transposed right factor that few rows share, so that turning it costs more than it gains: vectors lie along the inner dimension, in both factors,
/// and each of 4 rows by up to 6 columns of the result is a sum of vectors, whose elements are added at the end. The inner dimension is a multiple of a vector.
/// </summary>
/// <remarks>A few rows of the transposed factor stay in the first cache while all rows of the left one pass by: the large factor is read once.</remarks>
internal static unsafe class MatMulDots<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The highest number of columns of a tile: 24 sums and 5 factors fit into 32 registers, 8 and 5 into 16.</summary>
    private static int MostColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Count * sizeof(T) == 64 ? 6 : 2;
    }

    /// <param name="left">Rows of <paramref name="inner"/> elements.</param>
    /// <param name="leftRow">Elements from a row to the next.</param>
    /// <param name="right">Columns of <paramref name="inner"/> elements.</param>
    /// <param name="rightColumn">Elements from a column to the next.</param>
    /// <param name="result">Where the sums go.</param>
    /// <param name="resultRow">Elements from a row of the result to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="inner">How many terms a sum has.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* left, nint leftRow, T* right, nint rightColumn, T* result, nint resultRow, int rows, int columns, nint inner)
    {
        while (columns > 0)
        {
            int wide = columns >= MostColumns ? MostColumns : columns >= 2 ? 2 : 1;
            for (int row = 0; row < rows;)
            {
                int high = rows - row >= 4 ? 4 : 1;
                T* a = left + (row * leftRow), c = result + (row * resultRow);
                switch (high, wide)
                {
                    case (4, 6): Tile<Rows4, Rows6>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                    case (4, 2): Tile<Rows4, Rows2>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                    case (4, 1): Tile<Rows4, Rows1>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                    case (1, 6): Tile<Rows1, Rows6>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                    case (1, 2): Tile<Rows1, Rows2>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                    default: Tile<Rows1, Rows1>(a, leftRow, right, rightColumn, c, resultRow, inner); break;
                }

                row += high;
            }

            right += wide * rightColumn;
            result += wide;
            columns -= wide;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TColumns>(T* left, nint row, T* right, nint column, T* result, nint resultRow, nint inner)
        where TRows : struct, ITileRows
        where TColumns : struct, ITileRows
    {
        V c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default, c30 = default, c31 = default, c32 = default, c33 = default;
        V c40 = default, c41 = default, c42 = default, c43 = default, c50 = default, c51 = default, c52 = default, c53 = default;
        T* left3 = left + (3 * row), right3 = right + (3 * column);
        for (nint k = inner; k > 0; k -= V.Count)
        {
            V x0 = V.Load(left), x1 = default, x2 = default, x3 = default;
            if (TRows.Count > 1)
            {
                x1 = V.Load(left + row);
                x2 = V.Load(left + (2 * row));
                x3 = V.Load(left3);
            }

            Add<TRows>(V.Load(right), x0, x1, x2, x3, ref c00, ref c01, ref c02, ref c03);
            if (TColumns.Count > 1)
            {
                Add<TRows>(V.Load(right + column), x0, x1, x2, x3, ref c10, ref c11, ref c12, ref c13);
            }

            if (TColumns.Count > 2)
            {
                Add<TRows>(V.Load(right + (2 * column)), x0, x1, x2, x3, ref c20, ref c21, ref c22, ref c23);
                Add<TRows>(V.Load(right3), x0, x1, x2, x3, ref c30, ref c31, ref c32, ref c33);
                Add<TRows>(V.Load(right3 + column), x0, x1, x2, x3, ref c40, ref c41, ref c42, ref c43);
                Add<TRows>(V.Load(right3 + (2 * column)), x0, x1, x2, x3, ref c50, ref c51, ref c52, ref c53);
            }

            left += V.Count;
            left3 += V.Count;
            right += V.Count;
            right3 += V.Count;
        }

        T* sums = stackalloc T[4];
        Store<TRows>(c00, c01, c02, c03, sums, result, resultRow);
        if (TColumns.Count > 1)
        {
            Store<TRows>(c10, c11, c12, c13, sums, result + 1, resultRow);
        }

        if (TColumns.Count > 2)
        {
            Store<TRows>(c20, c21, c22, c23, sums, result + 2, resultRow);
            Store<TRows>(c30, c31, c32, c33, sums, result + 3, resultRow);
            Store<TRows>(c40, c41, c42, c43, sums, result + 4, resultRow);
            Store<TRows>(c50, c51, c52, c53, sums, result + 5, resultRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TRows>(V w, V x0, V x1, V x2, V x3, ref V c0, ref V c1, ref V c2, ref V c3)
        where TRows : struct, ITileRows
    {
        c0 = V.MultiplyAdd(x0, w, c0);
        if (TRows.Count > 1)
        {
            c1 = V.MultiplyAdd(x1, w, c1);
            c2 = V.MultiplyAdd(x2, w, c2);
            c3 = V.MultiplyAdd(x3, w, c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRows>(V c0, V c1, V c2, V c3, T* sums, T* result, nint row)
        where TRows : struct, ITileRows
    {
        if (TRows.Count == 1)
        {
            *result = V.Sum(c0);
            return;
        }

        V.StoreSums(c0, c1, c2, c3, sums);
        result[0] = sums[0];
        result[row] = sums[1];
        result[2 * row] = sums[2];
        result[3 * row] = sums[3];
    }
}
