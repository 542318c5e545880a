namespace Keras.Plotting;

/// <summary>A place in a grid of subplots; <paramref name="Index"/> counts from 1, row by row, as in matplotlib.</summary>
internal readonly record struct SubplotPosition(int Rows, int Columns, int Index)
{
    public int Row => (Index - 1) / Columns;

    public int Column => (Index - 1) % Columns;

    public static SubplotPosition Create(int rows, int columns, int index)
    {
        if (rows < 1 || columns < 1)
        {
            throw new ArgumentOutOfRangeException(
                rows < 1 ? nameof(rows) : nameof(columns), $"Subplot: expected at least one row and one column, received {rows} rows and {columns} columns.");
        }

        if (index < 1 || index > (long)rows * columns)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), $"Subplot: expected an index from 1 to {(long)rows * columns} (rows x columns, counted from 1), received {index}.");
        }

        return new SubplotPosition(rows, columns, index);
    }
}
