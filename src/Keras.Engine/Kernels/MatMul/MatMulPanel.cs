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
    /// <param name="source">The panel's first element in the right factor.</param>
    /// <param name="strides">Strides of the right factor.</param>
    /// <param name="rows">Rows to copy.</param>
    /// <param name="columns">Columns to copy, at most two vectors.</param>
    /// <param name="panel">The destination: <paramref name="rows"/> times two vectors.</param>
    public static void Pack(T* source, MatrixStrides strides, nint rows, nint columns, T* panel)
    {
        nint width = 2 * V.Count;
        if (columns < width)
        {
            Unsafe.InitBlockUnaligned(panel, 0, checked((uint)(rows * width * sizeof(T))));
        }

        if (strides.Row == 1)
        {
            Transposition<T>.Run(source, strides.Column, panel, width, columns, rows);
        }
        else if (strides.Column == 1 && columns == width)
        {
            for (; rows > 0; rows--)
            {
                V.Store(V.Load(source), panel);
                V.Store(V.Load(source + V.Count), panel + V.Count);
                source += strides.Row;
                panel += width;
            }
        }
        else
        {
            for (nint k = 0; k < rows; k++)
            {
                for (nint j = 0; j < columns; j++)
                {
                    panel[(k * width) + j] = source[(k * strides.Row) + (j * strides.Column)];
                }
            }
        }
    }
}
