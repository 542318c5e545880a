using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Copies elements between two arrays with any strides: transpose, slice, pad, broadcast, concatenate, layouts.</summary>
/// <remarks>
/// Axes that lie in one piece on both sides are joined first. Then the innermost work is one of: a run copied, a run filled with one element, a
/// matrix transposed (the source contiguous along one axis, the destination along another), or elements one by one. The other axes are counted through.
/// </remarks>
internal sealed unsafe class StridedCopyKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements that are worth a task: a few microseconds of copying, one of transposing.
    private const nint CopiedElements = 1 << 15;
    private const nint TransposedElements = 1 << 13;

    // Tasks meet between lines of the cache.
    private const int LineBytes = 64;

    private readonly CopyShape _shape;
    private readonly CopyAxis[] _outer;
    private readonly CopyAxis _run;
    private readonly CopyAxis _rows;
    private readonly bool _transposes;
    private readonly nint _outerCount;
    private readonly nint _outerPerTask;
    private readonly int _outerTasks;
    private readonly int _runPerTask;
    private readonly int _runTasks;

    public StridedCopyKernel(CopyShape shape)
    {
        _shape = shape;
        List<CopyAxis> axes = Join(shape.Axes);
        _run = Take(axes, axes.Count - 1);
        _rows = new(1, 0, 0);
        int other = _run.Destination == 1 && _run.Source != 1 ? axes.FindLastIndex(axis => axis.Source == 1 && axis.Size > 1) : -1;
        _transposes = other >= 0 && _run.Size > 1;
        if (_transposes)
        {
            _rows = Take(axes, other);
        }

        _outer = [.. axes];
        _outerCount = 1;
        foreach (CopyAxis axis in _outer)
        {
            _outerCount *= axis.Size;
        }

        nint inner = (nint)_run.Size * _rows.Size, elements = _transposes ? TransposedElements : CopiedElements;
        int line = LineBytes / sizeof(T);
        _outerPerTask = Math.Clamp(elements / Math.Max(inner, 1), 1, Math.Max(_outerCount, 1));
        _outerTasks = (int)((_outerCount + _outerPerTask - 1) / _outerPerTask);
        _runPerTask = (int)Math.Clamp((elements / Math.Max(_rows.Size, 1)) + line - 1, line, Math.Max(_run.Size, line)) / line * line;
        _runTasks = (_run.Size + _runPerTask - 1) / _runPerTask;
    }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => _outerTasks * _runTasks;

    /// <summary>Copies one part.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, T* source, T* destination)
    {
        (int outerTask, int runTask) = Math.DivRem(task, _runTasks);
        int start = runTask * _runPerTask, length = Math.Min(_runPerTask, _run.Size - start);
        source += _shape.SourceOffset + (start * _run.Source);
        destination += _shape.DestinationOffset + (start * _run.Destination);
        nint first = outerTask * _outerPerTask, end = Math.Min(_outerCount, first + _outerPerTask);

        // The outer axes are counted like digits.
        int* digits = stackalloc int[_outer.Length + 1];
        nint rest = first;
        for (int axis = _outer.Length - 1; axis >= 0; axis--)
        {
            (rest, nint digit) = Math.DivRem(rest, _outer[axis].Size);
            digits[axis] = (int)digit;
            source += digit * _outer[axis].Source;
            destination += digit * _outer[axis].Destination;
        }

        for (nint i = first; i < end; i++)
        {
            Inner(source, destination, length);
            for (int axis = _outer.Length - 1; axis >= 0; axis--)
            {
                source += _outer[axis].Source;
                destination += _outer[axis].Destination;
                if (++digits[axis] < _outer[axis].Size)
                {
                    break;
                }

                digits[axis] = 0;
                source -= _outer[axis].Size * _outer[axis].Source;
                destination -= _outer[axis].Size * _outer[axis].Destination;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Inner(T* source, T* destination, int length)
    {
        if (_transposes)
        {
            // The run lies along the destination; the source is contiguous along the rows.
            Transposition<T>.Run(source, _run.Source, destination, _rows.Destination, length, _rows.Size);
        }
        else if (_run is { Source: 1, Destination: 1 })
        {
            Unsafe.CopyBlockUnaligned(destination, source, checked((uint)(length * sizeof(T))));
        }
        else if (_run is { Source: 0, Destination: 1 })
        {
            new Span<T>(destination, length).Fill(*source);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                destination[i * _run.Destination] = source[i * _run.Source];
            }
        }
    }

    // Without axes of one element, by falling destination strides, neighbours that are one piece on both sides joined.
    private static List<CopyAxis> Join(CopyAxis[] axes)
    {
        List<CopyAxis> joined = [];
        foreach (CopyAxis axis in axes.Where(axis => axis.Size != 1).OrderByDescending(axis => axis.Destination))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Source == axis.Size * axis.Source && last.Destination == axis.Size * axis.Destination)
            {
                joined[^1] = axis with { Size = checked(last.Size * axis.Size) };
            }
            else
            {
                joined.Add(axis);
            }
        }

        if (joined.Count == 0)
        {
            joined.Add(new(1, 1, 1));
        }

        return joined;
    }

    private static CopyAxis Take(List<CopyAxis> axes, int index)
    {
        CopyAxis axis = axes[index];
        axes.RemoveAt(index);
        return axis;
    }
}
