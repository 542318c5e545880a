using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>What a pooling kernel computes at one output position, from the taps that it meets.</summary>
internal unsafe interface IPoolingOperation
{
    /// <param name="taps">Where the taps' inputs lie, in elements from the input's first element.</param>
    /// <param name="numbers">The taps' numbers.</param>
    /// <param name="count">Number of taps; may be 0.</param>
    /// <param name="input">First element of the input at this channel and lane.</param>
    /// <param name="places">First element of the places: of the input when it is small, of the output otherwise; may be null for the maximum.</param>
    /// <param name="output">This channel and lane at the output position; may be null for the maximum.</param>
    static abstract void Invoke<V, T>(nint* taps, T* numbers, int count, T* input, T* places, T* output)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// The driver of the pooling kernels: for each output position, the taps that meet an input there (<see cref="AxisTaps"/>), and the operation on the whole run of
/// channels and lanes, which lie one after the other: whole vectors, then one element at a time.
/// </summary>
internal abstract unsafe class PoolingKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TaskElements = 1 << 15;

    private readonly WindowsShape _shape;
    private readonly AxisTaps _depth;
    private readonly AxisTaps _height;
    private readonly AxisTaps _width;
    private readonly nint _run;
    private readonly int _rows;
    private readonly int _rowsPerTask;
    private readonly int _rowTasks;
    private readonly bool _down;

    /// <param name="shape">The images and the windows.</param>
    /// <param name="direction">Which of the images is computed.</param>
    /// <param name="rowsPerTask">Output rows of a task; as many as are worth one if not given.</param>
    protected PoolingKernel(WindowsShape shape, WindowsDirection direction, int? rowsPerTask = null)
    {
        if (shape.BigChannels != shape.SmallChannels)
        {
            throw new ArgumentException($"Pooling keeps the channels: received {shape.BigChannels} big and {shape.SmallChannels} small ones.", nameof(shape));
        }

        _down = direction == WindowsDirection.Down;
        Func<WindowAxis, AxisTaps> taps = _down ? AxisTaps.Down : AxisTaps.Up;
        _shape = shape;
        (_depth, _height, _width) = (taps(shape.Depth), taps(shape.Height), taps(shape.Width));
        _run = (nint)shape.BigChannels * shape.Lanes;
        _rows = _depth.Positions.Length * _height.Positions.Length;
        nint rowLength = shape.Width.Big * _run;
        _rowsPerTask = rowsPerTask ?? (int)Math.Clamp(TaskElements / Math.Max(rowLength, 1), 1, Math.Max(_rows, 1));
        _rowTasks = (_rows + _rowsPerTask - 1) / _rowsPerTask;
    }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => _shape.Images * _rowTasks;

    /// <summary>The image that a task works on, and which of its parts.</summary>
    public (int Image, int Part) PlaceOf(int task) => Math.DivRem(task, _rowTasks);

    /// <summary>A task's part of the output, which is contiguous.</summary>
    public (nint Start, nint Length) Part(int task)
    {
        (int image, int part) = Math.DivRem(task, _rowTasks);
        nint row = _width.Positions.Length * _run, firstRow = (nint)part * _rowsPerTask;
        return ((image * (_down ? _shape.SmallLength : _shape.BigLength)) + (firstRow * row), Math.Min(_rowsPerTask, _rows - firstRow) * row);
    }

    /// <summary>Computes some rows of one output image. Places lie as the small image.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected void Run<TOperation>(int task, T* input, T* places, T* output)
        where TOperation : struct, IPoolingOperation
    {
        (int image, int part) = Math.DivRem(task, _rowTasks);
        WindowsShape s = _shape;
        int inputWidth = _down ? s.Width.Big : s.Width.Small, inputHeight = _down ? s.Height.Big : s.Height.Small;
        input += image * (_down ? s.BigLength : s.SmallLength);
        output += output is null ? 0 : image * (_down ? s.SmallLength : s.BigLength);
        places += places is null ? 0 : image * s.SmallLength;
        nint* taps = stackalloc nint[s.Taps];
        T* numbers = stackalloc T[s.Taps];
        int end = Math.Min(_rows, (part + 1) * _rowsPerTask);
        for (int row = part * _rowsPerTask; row < end; row++)
        {
            (int plane, int line) = Math.DivRem(row, _height.Positions.Length);
            for (int column = 0; column < _width.Positions.Length; column++)
            {
                int count = 0;
                foreach (AxisTap depth in _depth.Positions[plane])
                {
                    foreach (AxisTap height in _height.Positions[line])
                    {
                        foreach (AxisTap width in _width.Positions[column])
                        {
                            taps[count] = ((((nint)depth.Input * inputHeight) + height.Input) * inputWidth + width.Input) * _run;
                            numbers[count++] = T.CreateTruncating((((depth.Tap * s.Height.Kernel) + height.Tap) * s.Width.Kernel) + width.Tap);
                        }
                    }
                }

                nint at = (((nint)row * _width.Positions.Length) + column) * _run;
                Position<TOperation>(taps, numbers, count, input, places is null || !_down ? places : places + at, output is null ? null : output + at);
            }
        }
    }

    private void Position<TOperation>(nint* taps, T* numbers, int count, T* input, T* places, T* output)
        where TOperation : struct, IPoolingOperation
    {
        nint done = VectorWidth<T>.Widest switch
        {
            var width when width == Vector512<T>.Count => Vectors<TOperation, V512<T>>(0, taps, numbers, count, input, places, output),
            var width when width == Vector256<T>.Count => Vectors<TOperation, V256<T>>(0, taps, numbers, count, input, places, output),
            _ => Vectors<TOperation, V128<T>>(0, taps, numbers, count, input, places, output),
        };
        Vectors<TOperation, V1<T>>(done, taps, numbers, count, input, places, output);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private nint Vectors<TOperation, V>(nint start, nint* taps, T* numbers, int count, T* input, T* places, T* output)
        where TOperation : struct, IPoolingOperation
        where V : unmanaged, IVector<V, T>
    {
        nint i = start;
        for (; i <= _run - V.Count; i += V.Count)
        {
            TOperation.Invoke<V, T>(taps, numbers, count, input + i, places is null ? null : places + i, output is null ? null : output + i);
        }

        return i;
    }
}
