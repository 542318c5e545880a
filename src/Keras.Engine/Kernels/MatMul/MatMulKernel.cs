using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>
/// A matrix product of a fixed shape (<see cref="MatMulShape"/>), cut into tasks that may run in any order on any thread.
/// </summary>
/// <remarks>
/// The result is computed in panels two vectors wide: a block of the panel's part of the right factor stays in the first cache while all
/// rows of the left factor pass by, broadcast element by element, whatever their strides. The right factor is read where it lies if its
/// panel is contiguous there; otherwise the block is packed into scratch, transposed on the way if need be. The last panel may be narrower: unless it is just a vector wide, it is
/// packed with zeros beside it, and its tile goes through a small buffer. When a matrix of the batch is just one vector wide and the left
/// factor is shared, two of the batch make a panel. A transposed right factor that few rows share is not turned: see <see cref="MatMulDots{V, T}"/>.
/// </remarks>
internal sealed unsafe class MatMulKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Rows of the right factor in a block: 256 rows of 16 floats are half a first cache.
    private const int MostBlockRows = 384;

    // Panels that are packed together: where the right factor's rows are long, each row's piece is then more than a line of the cache; and where there are many rows,
    // a block of them is read from the second cache for all but the first of the panels.
    private const int PanelsTogether = 4;
    private const int RowsTogether = 96;

    // Fewer tasks than this are not made fewer still for the sake of packing together.
    private const int FewTasks = 4;

    // Rows that are worth a task, where each packs the right factor for itself and where none does.
    private const int FewestPackedRows = 48;
    private const int FewestRows = 12;

    // Where no more rows share a transposed factor it is read along its own rows, if these have so many vectors for each row: adding up a vector at the end is little then, beside
    // turning the factor.
    private const int MostDotRows = 40;
    private const double DotVectorsARow = 3 / 8.0;

    // Lines whose addresses differ by a multiple of a page share a set of the first cache, which has 8 or 12 lines, and each asks for a page's address. Rows that only come
    // close to that, of 1 or 2 KiB, are read where they lie: what the first cache loses the second one has.
    private const int MostLinesASet = 8;
    private const int PageBytes = 4096;

    // Multiply-adds that are worth a task: some two microseconds.
    private const double TaskSize = 1 << 17;

    private readonly MatMulShape _shape;
    private readonly bool _transposed;
    private readonly int _width;
    private readonly bool _dots;
    private readonly bool _paired;
    private readonly bool _packed;
    private readonly int _together;
    private readonly int _blockInner;
    private readonly int _blockTerms;
    private readonly int _rowTasks;
    private readonly int _panelsPerTask;
    private readonly int _panelTasks;

    /// <param name="shape">What is multiplied.</param>
    /// <param name="byRows">Cuts the result by rows only, so that a task's part of it is contiguous (<see cref="Part"/>).</param>
    /// <param name="vectorWidth">Elements of the widest vector; the processor's own if not given.</param>
    /// <param name="others">What others will do with the parts, in multiply-adds that take as long.</param>
    public MatMulKernel(MatMulShape shape, bool byRows = false, int? vectorWidth = null, double others = 0)
    {
        _transposed = shape.Result.Column != 1;
        if (_transposed)
        {
            shape = shape.Result.Row == 1 ? shape.Transpose() : throw new ArgumentException("One side of the result must be contiguous.", nameof(shape));
        }

        _shape = shape;
        _width = vectorWidth ?? VectorWidth<T>.Widest;
        _dots = shape.Right.Row == 1 && shape.Right.Column != 1 && shape.Left.Column == 1 && shape.Terms == 1 && shape.Rows <= MostDotRows
            && shape.Inner % _width == 0 && shape.Inner >= DotVectorsARow * shape.Rows * _width;
        _paired = _width > 1 && shape.Columns == _width && shape.Batch > 1 && shape.BatchSteps.Left == 0 && shape.Right.Column == 1;
        while (!_paired && !_dots && shape.Columns <= _width && _width > Vector128<T>.Count)
        {
            _width /= 2;
        }

        _width = Math.Max(_width, Vector128<T>.Count);
        int panel = 2 * _width;
        bool scattered = shape.Rows >= 24 && shape.Right.Row > panel && shape.Right.Row * sizeof(T) % PageBytes == 0 && shape.Inner > MostLinesASet;
        _packed = !_paired && !_dots && (shape.Right.Column != 1 || scattered);

        int blocks = (shape.Inner + MostBlockRows - 1) / MostBlockRows;
        _blockInner = Math.Max(1, (shape.Inner + blocks - 1) / Math.Max(blocks, 1));
        _blockTerms = Math.Clamp(MostBlockRows / _blockInner, 1, Math.Max(shape.Terms, 1));

        // Packing is done once by each task of rows, and few rows are not worth reading the right factor twice for: cut by columns first then, otherwise by rows, so that a
        // thread reads its part of the left factor only.
        double work = (double)shape.Rows * shape.Columns * shape.Inner * shape.Terms + (others / Math.Max(shape.Batch, 1));
        int wanted = (int)Math.Clamp(work / TaskSize, 1, 64);
        int panels = (shape.Columns + panel - 1) / panel;
        int mostRowTasks = Math.Max(1, shape.Rows / (_packed ? FewestPackedRows : FewestRows));
        int panelTasks = panels == 0 || byRows ? 1 : _packed || shape.Rows < FewestPackedRows ? Math.Min(panels, wanted) : Math.Min(panels, Math.Max(1, wanted / mostRowTasks));
        int rowTasks = Math.Clamp(wanted / panelTasks, 1, mostRowTasks);
        bool gains = _packed && (shape.Right.Column == 1 || shape.Rows >= 2 * RowsTogether);
        _together = gains ? Math.Clamp(panels / Math.Clamp(FewTasks / Math.Max(shape.Batch, 1), 1, panelTasks), 1, PanelsTogether) : 1;
        _panelsPerTask = (panels + panelTasks - 1) / Math.Max(panelTasks, 1);
        _panelsPerTask = (_panelsPerTask + _together - 1) / _together * _together;
        _panelTasks = _panelsPerTask == 0 ? 0 : (panels + _panelsPerTask - 1) / _panelsPerTask;
        _rowTasks = shape.Rows == 0 ? 0 : rowTasks == 1 ? 1 : rowTasks + (rowTasks & 1);
    }

    /// <summary>How many tasks there are; fixed by the shape and the processor.</summary>
    public int TaskCount => _rowTasks * _panelTasks * (_paired ? (_shape.Batch + 1) / 2 : _shape.Batch);

    /// <summary>True when each task computes one contiguous part of the result.</summary>
    public bool HasContiguousParts => _panelTasks == 1 && !_paired && !_transposed && _shape.Result.Row == _shape.Columns;

    /// <summary>A task's part of the result; with <see cref="HasContiguousParts"/>.</summary>
    public (nint Start, nint Length) Part(int task)
    {
        (int item, int part) = Math.DivRem(task, _rowTasks);
        nint firstRow = FirstRow(part), rows = FirstRow(part + 1) - firstRow;
        return ((item * _shape.BatchSteps.Result) + (firstRow * _shape.Columns), rows * _shape.Columns);
    }

    /// <summary>Where a task's rows begin: as many for each, to a pair.</summary>
    private int FirstRow(int task) => task == _rowTasks ? _shape.Rows : (int)((long)task * ((_shape.Rows + 1) / 2) / _rowTasks) * 2;

    /// <summary>Elements of scratch that each running task needs for itself; nothing is kept in it between tasks.</summary>
    public int ScratchLength => _together * 2 * _width * (_blockInner * _blockTerms);

    /// <summary>Computes one part of the result.</summary>
    public void Run(int task, T* left, T* right, T* result, T* scratch)
    {
        if (_transposed)
        {
            T* first = left;
            left = right;
            right = first;
        }

        if (_width == Vector512<T>.Count)
        {
            Run<V512<T>>(task, left, right, result, scratch);
        }
        else if (_width == Vector256<T>.Count)
        {
            Run<V256<T>>(task, left, right, result, scratch);
        }
        else
        {
            Run<V128<T>>(task, left, right, result, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Run<V>(int task, T* left, T* right, T* result, T* scratch)
        where V : unmanaged, IVector<V, T>
    {
        MatMulShape s = _shape;
        (int item, int part) = Math.DivRem(task, _rowTasks * _panelTasks);
        (int panelTask, int rowTask) = Math.DivRem(part, _rowTasks);
        int firstItem = _paired ? 2 * item : item;
        int firstRow = FirstRow(rowTask), rows = FirstRow(rowTask + 1) - firstRow;
        int firstColumn = panelTask * _panelsPerTask * 2 * V.Count, endColumn = Math.Min(s.Columns, firstColumn + (_panelsPerTask * 2 * V.Count));
        left += (firstItem * s.BatchSteps.Left) + (firstRow * s.Left.Row);
        right += firstItem * s.BatchSteps.Right;
        result += (firstItem * s.BatchSteps.Result) + (firstRow * s.Result.Row);
        bool pair = _paired && firstItem + 1 < s.Batch;
        if (s.Inner == 0 || s.Terms == 0)
        {
            Clear(result, rows, firstColumn, endColumn, pair);
            return;
        }

        if (_dots)
        {
            MatMulDots<V, T>.Run(left, s.Left.Row, right + (firstColumn * s.Right.Column), s.Right.Column, result + firstColumn, s.Result.Row, rows, endColumn - firstColumn, s.Inner);
            return;
        }

        MatMulTileStrides strides = new()
        {
            LeftRow = s.Left.Row,
            LeftInner = s.Left.Column,
            LeftTerm = s.TermSteps.Left,
            ResultRow = s.Result.Row,
        };
        for (int term = 0; term < s.Terms; term += _blockTerms)
        {
            for (int inner = 0; inner < s.Inner; inner += _blockInner)
            {
                strides.Inner = Math.Min(_blockInner, s.Inner - inner);
                strides.Terms = Math.Min(_blockTerms, s.Terms - term);
                strides.Accumulate = term > 0 || inner > 0;
                T* a = left + (term * s.TermSteps.Left) + (inner * s.Left.Column);
                T* b = right + (term * s.TermSteps.Right) + (inner * s.Right.Row);
                if (pair)
                {
                    strides.RightSecond = s.BatchSteps.Right;
                    strides.ResultSecond = s.BatchSteps.Result;
                    strides.RightInner = s.Right.Row;
                    strides.RightTerm = s.TermSteps.Right;
                    MatMulTile<V, T>.RunRows(a, b, result, rows, strides);
                    continue;
                }

                int done = firstColumn;
                if (!_packed)
                {
                    strides.RightSecond = V.Count;
                    strides.ResultSecond = V.Count;
                    strides.RightInner = s.Right.Row;
                    strides.RightTerm = s.TermSteps.Right;
                    for (; done <= endColumn - (2 * V.Count); done += 2 * V.Count)
                    {
                        MatMulTile<V, T>.RunRows(a, b + done, result + done, rows, strides);
                    }
                }

                for (int column = done; column < endColumn; column += _together * 2 * V.Count)
                {
                    Panels<V>(a, b + (column * s.Right.Column), result + column, rows, Math.Min(_together * 2 * V.Count, endColumn - column), scratch, ref strides);
                }
            }
        }
    }

    // One panel, or a few that are packed together.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Panels<V>(T* left, T* right, T* result, int rows, int columns, T* scratch, ref MatMulTileStrides strides)
        where V : unmanaged, IVector<V, T>
    {
        int width = 2 * V.Count;
        strides.RightSecond = V.Count;
        strides.ResultSecond = V.Count;
        if (!_packed && columns == V.Count)
        {
            strides.RightInner = _shape.Right.Row;
            strides.RightTerm = _shape.TermSteps.Right;
            MatMulTile<V, T>.RunRows<OneVector>(left, right, result, rows, strides);
            return;
        }

        strides.RightInner = width;
        strides.RightTerm = strides.Inner * width;
        nint panelLength = strides.Terms * strides.RightTerm;
        for (nint term = 0; term < strides.Terms; term++)
        {
            MatMulPanel<V, T>.Pack(right + (term * _shape.TermSteps.Right), _shape.Right, strides.Inner, columns, scratch + (term * strides.RightTerm), panelLength);
        }

        for (int row = 0; row < rows; row += RowsTogether)
        {
            for (int column = 0; column < columns; column += width)
            {
                Panel<V>(
                    left + (row * strides.LeftRow),
                    scratch + (column / width * panelLength),
                    result + (row * strides.ResultRow) + column,
                    Math.Min(RowsTogether, rows - row),
                    Math.Min(width, columns - column),
                    strides);
            }
        }
    }

    private static void Panel<V>(T* left, T* panel, T* result, int rows, int columns, in MatMulTileStrides strides)
        where V : unmanaged, IVector<V, T>
    {
        int width = 2 * V.Count;
        if (columns == width)
        {
            MatMulTile<V, T>.RunRows(left, panel, result, rows, strides);
            return;
        }

        if (columns == V.Count)
        {
            MatMulTile<V, T>.RunRows<OneVector>(left, panel, result, rows, strides);
            return;
        }

        const int MostRows = MatMulTile<V, T>.MostRows;
        T* buffer = stackalloc T[MostRows * 2 * V.Count];
        MatMulTileStrides toBuffer = strides;
        toBuffer.ResultRow = width;
        toBuffer.Accumulate = false;
        for (int row = 0; row < rows; row += MostRows)
        {
            int count = Math.Min(MostRows, rows - row);
            if (columns < V.Count)
            {
                MatMulTile<V, T>.RunRows<OneVector>(left + (row * strides.LeftRow), panel, buffer, count, toBuffer);
            }
            else
            {
                MatMulTile<V, T>.RunRows(left + (row * strides.LeftRow), panel, buffer, count, toBuffer);
            }

            for (int i = 0; i < count; i++)
            {
                T* to = result + ((row + i) * strides.ResultRow), from = buffer + (i * width);
                for (int j = 0; j < columns; j++)
                {
                    to[j] = strides.Accumulate ? to[j] + from[j] : from[j];
                }
            }
        }
    }

    // A sum of nothing is 0.
    private void Clear(T* result, int rows, int firstColumn, int endColumn, bool pair)
    {
        for (int row = 0; row < rows; row++)
        {
            T* at = result + (row * _shape.Result.Row);
            new Span<T>(at + firstColumn, endColumn - firstColumn).Clear();
            if (pair)
            {
                new Span<T>(at + _shape.BatchSteps.Result + firstColumn, endColumn - firstColumn).Clear();
            }
        }
    }
}
