using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>
/// Reduces some axes of a row-major array to one element each. The result holds the kept axes in order.
/// </summary>
/// <remarks>
/// The array is seen as blocks of [outputs, run]: outputs that lie side by side, each over a run of reduced elements (1 when the last axis is kept). The blocks
/// of the other reduced axes are the rows that are combined. Short runs: up to four vectors of a block stay in registers while the rows pass by. Long runs:
/// four vectors of one output's run. Every so many rows the registers are added to totals (<see cref="IReductionOperation.Add"/>). Few outputs with many
/// rows are cut into parts that <see cref="Combine"/> joins in order.
/// </remarks>
internal sealed unsafe class ReductionKernel<T, TOperation>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOperation : struct, IReductionOperation
{
    private const int TaskElements = 1 << 15;
    private const int MostParts = 16;

    // Rows that are combined before the totals take them over: the rounding of a block is that of so many additions.
    private const int RowsOfBlock = 64;

    private readonly int _outputs;
    private readonly int _run;
    private readonly nint[] _blocks;
    private readonly nint[] _rows;
    private readonly int _rowsPerPart;
    private readonly int _runPerPart;
    private readonly int _blocksPerTask;
    private readonly int _blockTasks;
    private readonly int _outputsPerTask;
    private readonly int _outputTasks;

    /// <param name="shape">The operand's shape.</param>
    /// <param name="axes">The axes that are reduced.</param>
    public ReductionKernel(ReadOnlySpan<int> shape, ReadOnlySpan<int> axes)
    {
        List<(int Size, nint Stride, bool Reduced)> groups = Groups(shape, axes);
        bool runs = groups.Count > 0 && groups[^1].Reduced;
        _run = runs ? Pop(groups) : 1;
        _outputs = groups.Count > 0 && !groups[^1].Reduced ? Pop(groups) : 1;
        _blocks = Offsets(groups, reduced: false);
        _rows = Offsets(groups, reduced: true);

        nint blockLength = (nint)_outputs * _run;
        nint blockWork = blockLength * _rows.Length;
        bool few = _blocks.Length * _outputs <= 4096;
        int parts = few ? (int)Math.Clamp(blockWork * _blocks.Length / TaskElements, 1, MostParts) : 1;
        bool splitRows = _rows.Length >= 2 * parts;
        _rowsPerPart = splitRows ? Divide(_rows.Length, parts) : _rows.Length;
        _runPerPart = splitRows ? _run : Math.Max(Divide(_run, parts), Math.Min(_run, 4096));
        Parts = Math.Max(1, splitRows ? Divide(_rows.Length, Math.Max(_rowsPerPart, 1)) : Divide(_run, Math.Max(_runPerPart, 1)));

        _blocksPerTask = (int)Math.Clamp(TaskElements / Math.Max(blockWork, 1), 1, Math.Max(_blocks.Length, 1));
        _blockTasks = Divide(_blocks.Length, _blocksPerTask);
        _outputsPerTask = (int)Math.Clamp(TaskElements / Math.Max((nint)_run * _rows.Length, 1), 1, Math.Max(_outputs, 1));
        _outputsPerTask = Divide(_outputsPerTask, 64) * 64;
        _outputTasks = Divide(_outputs, _outputsPerTask);
    }

    /// <summary>How many parts the reduction is cut into; with 1 the tasks write the result themselves.</summary>
    public int Parts { get; }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => _blockTasks * _outputTasks * Parts;

    /// <summary>Elements of the result.</summary>
    public nint Length => (nint)_blocks.Length * _outputs;

    /// <summary>Elements of all parts together.</summary>
    public nint PartsLength => Parts * Length;

    /// <summary>Computes one part of the result, or of the parts when there is more than one (<see cref="PartsLength"/> elements).</summary>
    public void Run(int task, T* source, T* parts)
    {
        if (VectorWidth<T>.Widest == Vector512<T>.Count)
        {
            Run<V512<T>>(task, source, parts);
        }
        else if (VectorWidth<T>.Widest == Vector256<T>.Count)
        {
            Run<V256<T>>(task, source, parts);
        }
        else
        {
            Run<V128<T>>(task, source, parts);
        }
    }

    /// <summary>The result, from all parts in order; after all tasks, when there is more than one part.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Combine(T* parts, T* result)
    {
        for (nint i = 0; i < Length; i++)
        {
            V1<T> total = TOperation.Identity<V1<T>, T>(), error = default;
            for (nint part = 0; part < Parts; part++)
            {
                TOperation.Add<V1<T>, T>(V1<T>.Load(parts + (part * Length) + i), ref total, ref error);
            }

            V1<T>.Store(total, result + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Run<V>(int task, T* source, T* parts)
        where V : unmanaged, IVector<V, T>
    {
        (int part, int rest) = Math.DivRem(task, _blockTasks * _outputTasks);
        (int blockTask, int outputTask) = Math.DivRem(rest, _outputTasks);
        bool byRows = _rowsPerPart < _rows.Length;
        ReadOnlySpan<nint> rows = byRows ? _rows.AsSpan(part * _rowsPerPart, Math.Min(_rowsPerPart, _rows.Length - (part * _rowsPerPart))) : _rows;
        int runStart = byRows ? 0 : part * _runPerPart, run = Math.Min(_runPerPart, _run - runStart);
        int first = outputTask * _outputsPerTask, end = Math.Min(_outputs, first + _outputsPerTask);
        int blockEnd = Math.Min(_blocks.Length, (blockTask + 1) * _blocksPerTask);
        fixed (nint* offsets = rows)
        {
            for (int block = blockTask * _blocksPerTask; block < blockEnd; block++)
            {
                T* from = source + _blocks[block] + runStart, to = parts + (part * Length) + ((nint)block * _outputs);
                int output = first;
                if (run == _run && run > 0)
                {
                    output = Chunks<V, Rows4>(output, end, from, offsets, rows.Length, to);
                    output = Chunks<V, Rows2>(output, end, from, offsets, rows.Length, to);
                    output = Chunks<V, Rows1>(output, end, from, offsets, rows.Length, to);
                    output = Chunks<V1<T>, Rows1>(output, end, from, offsets, rows.Length, to);
                }

                for (; output < end; output++)
                {
                    to[output] = Long<V>(from + ((nint)output * _run), offsets, rows.Length, run);
                }
            }
        }
    }

    // Chunks of a few vectors, as long as each holds whole outputs. Returns the first output that is left.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private int Chunks<V, TVectors>(int output, int end, T* source, nint* rows, int rowCount, T* result)
        where V : unmanaged, IVector<V, T>
        where TVectors : struct, ITileRows
    {
        int width = TVectors.Count * V.Count, outputs = width / _run;
        while (width % _run == 0 && output <= end - outputs)
        {
            Chunk<V, TVectors>(source + ((nint)output * _run), rows, rowCount, result + output, _run);
            output += outputs;
        }

        return output;
    }

    private static void Chunk<V, TVectors>(T* source, nint* rows, int rowCount, T* result, int run)
        where V : unmanaged, IVector<V, T>
        where TVectors : struct, ITileRows
    {
        V identity = TOperation.Identity<V, T>();
        V t0 = identity, t1 = identity, t2 = identity, t3 = identity, e0 = default, e1 = default, e2 = default, e3 = default;
        for (int start = 0; start < rowCount; start += RowsOfBlock)
        {
            V s0 = identity, s1 = identity, s2 = identity, s3 = identity;
            int end = Math.Min(rowCount, start + RowsOfBlock);
            for (int row = start; row < end; row++)
            {
                T* x = source + rows[row];
                s0 = TOperation.Combine<V, T>(s0, V.Load(x));
                s1 = TVectors.Count > 1 ? TOperation.Combine<V, T>(s1, V.Load(x + V.Count)) : s1;
                if (TVectors.Count > 2)
                {
                    s2 = TOperation.Combine<V, T>(s2, V.Load(x + (2 * V.Count)));
                    s3 = TOperation.Combine<V, T>(s3, V.Load(x + (3 * V.Count)));
                }
            }

            TOperation.Add<V, T>(s0, ref t0, ref e0);
            TOperation.Add<V, T>(s1, ref t1, ref e1);
            TOperation.Add<V, T>(s2, ref t2, ref e2);
            TOperation.Add<V, T>(s3, ref t3, ref e3);
        }

        if (run == V.Count)
        {
            result[0] = TOperation.Across<V, T>(t0);
            if (TVectors.Count > 1)
            {
                result[1] = TOperation.Across<V, T>(t1);
            }

            if (TVectors.Count > 2)
            {
                result[2] = TOperation.Across<V, T>(t2);
                result[3] = TOperation.Across<V, T>(t3);
            }

            return;
        }

        if (run == 2 * V.Count)
        {
            result[0] = TOperation.Across<V, T>(TOperation.Combine<V, T>(t0, t1));
            if (TVectors.Count > 2)
            {
                result[1] = TOperation.Across<V, T>(TOperation.Combine<V, T>(t2, t3));
            }

            return;
        }

        T* buffer = stackalloc T[4 * V.Count];
        Store(t0, t1, t2, t3, buffer);
        int width = TVectors.Count * V.Count;
        if (run == 1)
        {
            Unsafe.CopyBlockUnaligned(result, buffer, (uint)(width * sizeof(T)));
            return;
        }

        for (int i = 0; i < width; i += run)
        {
            *result++ = Flat(buffer + i, run);
        }
    }

    // One output of any run: vectors in four registers, what is left of each row element by element.
    private static T Long<V>(T* source, nint* rows, int rowCount, int run)
        where V : unmanaged, IVector<V, T>
    {
        V identity = TOperation.Identity<V, T>();
        V t0 = identity, t1 = identity, t2 = identity, t3 = identity, e0 = default, e1 = default, e2 = default, e3 = default;
        V1<T> rest = TOperation.Identity<V1<T>, T>(), restError = default;
        int chunk = 4 * V.Count, whole = run / chunk * chunk;
        for (int row = 0; row < rowCount; row++)
        {
            T* x = source + rows[row];
            for (int start = 0; start < whole; start += RowsOfBlock * chunk)
            {
                V s0 = identity, s1 = identity, s2 = identity, s3 = identity;
                int end = Math.Min(whole, start + (RowsOfBlock * chunk));
                for (int i = start; i < end; i += chunk)
                {
                    s0 = TOperation.Combine<V, T>(s0, V.Load(x + i));
                    s1 = TOperation.Combine<V, T>(s1, V.Load(x + i + V.Count));
                    s2 = TOperation.Combine<V, T>(s2, V.Load(x + i + (2 * V.Count)));
                    s3 = TOperation.Combine<V, T>(s3, V.Load(x + i + (3 * V.Count)));
                }

                TOperation.Add<V, T>(s0, ref t0, ref e0);
                TOperation.Add<V, T>(s1, ref t1, ref e1);
                TOperation.Add<V, T>(s2, ref t2, ref e2);
                TOperation.Add<V, T>(s3, ref t3, ref e3);
            }

            int left = whole;
            for (; left <= run - V.Count; left += V.Count)
            {
                TOperation.Add<V, T>(V.Load(x + left), ref t0, ref e0);
            }

            for (; left < run; left++)
            {
                TOperation.Add<V1<T>, T>(V1<T>.Load(x + left), ref rest, ref restError);
            }
        }

        T* buffer = stackalloc T[(4 * V.Count) + 1];
        Store(t0, t1, t2, t3, buffer);
        V1<T>.Store(rest, buffer + (4 * V.Count));
        return Flat(buffer, (4 * V.Count) + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(V first, V second, V third, V fourth, T* destination)
        where V : unmanaged, IVector<V, T>
    {
        V.Store(first, destination);
        V.Store(second, destination + V.Count);
        V.Store(third, destination + (2 * V.Count));
        V.Store(fourth, destination + (3 * V.Count));
    }

    // By halves, so that the rounding is that of a few additions.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Flat(T* values, int count)
    {
        int length = count;
        while (length > 1)
        {
            int half = length / 2, kept = length - half;
            for (int i = 0; i < half; i++)
            {
                V1<T>.Store(TOperation.Combine<V1<T>, T>(V1<T>.Load(values + i), V1<T>.Load(values + kept + i)), values + i);
            }

            length = kept;
        }

        return *values;
    }

    // Neighbouring axes that are all reduced, or all kept, are one; axes of one element are none.
    private static List<(int Size, nint Stride, bool Reduced)> Groups(ReadOnlySpan<int> shape, ReadOnlySpan<int> axes)
    {
        List<(int Size, nint Stride, bool Reduced)> groups = [];
        nint[] strides = CopyShape.Strides(shape);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            bool reduced = axes.Contains(axis);
            if (shape[axis] == 1)
            {
                continue;
            }

            if (groups.Count > 0 && groups[^1].Reduced == reduced)
            {
                groups[^1] = (checked(groups[^1].Size * shape[axis]), strides[axis], reduced);
            }
            else
            {
                groups.Add((shape[axis], strides[axis], reduced));
            }
        }

        return groups;
    }

    private static int Pop(List<(int Size, nint Stride, bool Reduced)> groups)
    {
        int size = groups[^1].Size;
        groups.RemoveAt(groups.Count - 1);
        return size;
    }

    // Offsets of all combinations of the groups of one kind, in row-major order.
    private static nint[] Offsets(List<(int Size, nint Stride, bool Reduced)> groups, bool reduced)
    {
        nint[] offsets = [0];
        foreach ((int size, nint stride, _) in groups.Where(group => group.Reduced == reduced))
        {
            nint[] next = new nint[offsets.Length * size];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = offsets[i / size] + (i % size * stride);
            }

            offsets = next;
        }

        return offsets;
    }

    private static int Divide(int amount, int by) => (amount + by - 1) / by;
}
