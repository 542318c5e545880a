using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>
/// A packed panel: two vectors' columns of the right factor, row by row without gaps, columns that are not there filled with zeros.
/// </summary>
internal static unsafe class MatMulPanel<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="source">The first panel's first element in the right factor.</param>
    /// <param name="strides">Strides of the right factor.</param>
    /// <param name="rows">Rows to copy.</param>
    /// <param name="columns">Columns to copy: any number of panels, the last of which may be narrower.</param>
    /// <param name="panel">The first panel: <paramref name="rows"/> times two vectors.</param>
    /// <param name="panelLength">Elements from a panel to the next.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Pack(T* source, MatrixStrides strides, nint rows, nint columns, T* panel, nint panelLength)
    {
        nint width = 2 * V.Count, whole = strides.Row == 1 ? 0 : strides.Column == 1 ? columns / width : 0;
        if (whole > 0)
        {
            for (nint k = 0; k < rows; k++)
            {
                T* from = source + (k * strides.Row), to = panel + (k * width);
                for (nint i = 0; i < whole; i++)
                {
                    V.Store(V.Load(from), to);
                    V.Store(V.Load(from + V.Count), to + V.Count);
                    from += width;
                    to += panelLength;
                }
            }
        }

        for (nint first = whole * width; first < columns; first += width)
        {
            PackSlowly(source + (first * strides.Column), strides, rows, Math.Min(width, columns - first), panel + (first / width * panelLength));
        }
    }

    // A panel of a transposed factor, a narrow one, or one with strides of any kind.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void PackSlowly(T* source, MatrixStrides strides, nint rows, nint columns, T* panel)
    {
        nint width = 2 * V.Count;
        if (columns < width)
        {
            Unsafe.InitBlockUnaligned(panel, 0, checked((uint)(rows * width * sizeof(T))));
        }

        if (strides.Row == 1)
        {
            Transposition<T>.Run(source, strides.Column, panel, width, columns, rows);
            return;
        }

        for (nint k = 0; k < rows; k++)
        {
            for (nint j = 0; j < columns; j++)
            {
                panel[(k * width) + j] = source[(k * strides.Row) + (j * strides.Column)];
            }
        }
    }
}
