using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>Which way a window kernel goes.</summary>
internal enum WindowsDirection
{
    /// <summary>Convolution, from the big image to the small one: <c>small[p, o] = Σ big[p · stride + k · dilation − before, c] kernel[k, c, o]</c>.</summary>
    Down,

    /// <summary>Transposed convolution, from the small image to the big one: <c>big[p · stride + k · dilation − before, c] += small[p, o] kernel[k, c, o]</c>.</summary>
    Up,
}

/// <summary>A convolution or transposed convolution of a fixed shape, cut into tasks of output rows.</summary>
/// <remarks>
/// Both are one sum seen from their output: each output position meets some taps of some inputs (<see cref="AxisTaps"/>), border taps are left out rather
/// than padded. The lanes are cut into vectors of a width that divides them; each vector of lanes, run of columns and few channels is a tile
/// (<see cref="WindowsTile{V, T}"/>). Taps that lie one after the other in the image and in the kernel are joined into one longer sum. Without lanes, vectors
/// lie along the output channels, and a run of columns is a matrix product whose terms are the taps (<see cref="MatMulTile{V, T}"/>); for this a task of
/// the way up transposes the kernel's channels into scratch. Too few output channels for that leave the vectors to the channels that are summed
/// (<see cref="WindowsDots{V, T}"/>), for which it is the way down that transposes. Channels that are left go one by one.
/// </remarks>
internal sealed unsafe class WindowsKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double TaskSize = 1 << 18;

    private readonly WindowsShape _shape;
    private readonly int _width;
    private readonly bool _channelVectors;
    private readonly bool _dots;
    private readonly bool _transposed;
    private readonly AxisTaps _depth;
    private readonly AxisTaps _height;
    private readonly AxisTaps _columns;
    private readonly bool _joined;
    private readonly int _innerChannels;
    private readonly int _outputChannels;
    private readonly nint _inputChannelsAll;
    private readonly nint _outputChannelsAll;
    private readonly nint _inputRow;
    private readonly nint _inputPlane;
    private readonly nint _inputImage;
    private readonly nint _outputRow;
    private readonly nint _outputImage;
    private readonly nint _weightInner;
    private readonly nint _weightOutput;
    private readonly nint _weightGroup;
    private readonly int _rows;
    private readonly int _rowsPerTask;
    private readonly int _rowTasks;

    /// <param name="shape">The images and the kernel.</param>
    /// <param name="direction">Which of the images is computed.</param>
    /// <param name="vectorWidth">Elements of the widest vector; the processor's own if not given.</param>
    /// <param name="rowsPerTask">Output rows of a task; as many as are worth one if not given.</param>
    public WindowsKernel(WindowsShape shape, WindowsDirection direction, int? vectorWidth = null, int? rowsPerTask = null)
    {
        bool down = direction == WindowsDirection.Down;
        Func<WindowAxis, AxisTaps> taps = down ? AxisTaps.Down : AxisTaps.Up;
        _shape = shape;
        _width = VectorWidth<T>.Dividing(shape.Lanes, vectorWidth);
        (_depth, _height, _columns) = (taps(shape.Depth), taps(shape.Height), taps(shape.Width));
        _innerChannels = down ? shape.BigPerGroup : shape.SmallPerGroup;
        _outputChannels = down ? shape.SmallPerGroup : shape.BigPerGroup;
        _inputChannelsAll = (nint)(down ? shape.BigChannels : shape.SmallChannels) * shape.Lanes;
        _outputChannelsAll = (nint)(down ? shape.SmallChannels : shape.BigChannels) * shape.Lanes;
        _inputRow = _inputChannelsAll * (down ? shape.Width.Big : shape.Width.Small);
        _inputPlane = _inputRow * (down ? shape.Height.Big : shape.Height.Small);
        _inputImage = down ? shape.BigLength : shape.SmallLength;
        _outputRow = _outputChannelsAll * _columns.Positions.Length;
        _outputImage = down ? shape.SmallLength : shape.BigLength;
        _weightInner = down ? shape.SmallChannels : 1;
        _weightOutput = down ? 1 : shape.SmallChannels;
        _weightGroup = shape.SmallPerGroup;
        if (shape.Lanes == 1)
        {
            _width = VectorWidth<T>.TwoWithin(_outputChannels, vectorWidth);
            _channelVectors = _width > 1;
            _dots = !_channelVectors && VectorWidth<T>.Dividing(_innerChannels, vectorWidth) > 1;
            _width = _dots ? VectorWidth<T>.Dividing(_innerChannels, vectorWidth) : _width;
            _transposed = down ? _dots : _channelVectors;
        }

        _joined = down && !_dots && shape.Groups == 1 && shape.Width.Dilation == 1;

        if (_transposed)
        {
            (_weightInner, _weightOutput) = down ? (1, shape.BigPerGroup) : (shape.BigPerGroup, 1);
            _weightGroup = (nint)shape.BigPerGroup * shape.SmallPerGroup;
        }

        _rows = _depth.Positions.Length * _height.Positions.Length;
        double rowWork = (double)shape.KernelLength * shape.Depth.Small * shape.Height.Small * shape.Width.Small * shape.Lanes / Math.Max(_rows, 1);
        int leastRows = _transposed && !down ? (_rows + 1) / 2 : 1;
        _rowsPerTask = rowsPerTask ?? Math.Clamp((int)Math.Clamp(TaskSize / Math.Max(rowWork, 1), leastRows, Math.Max(_rows, 1)), 1, Math.Max(_rows, 1));
        _rowTasks = (_rows + _rowsPerTask - 1) / _rowsPerTask;
    }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => _shape.Images * _rowTasks;

    /// <summary>Elements of scratch that each running task needs for itself; nothing is kept in it between tasks.</summary>
    public int ScratchLength => _transposed ? _shape.KernelLength : 0;

    /// <summary>Output rows of a task.</summary>
    public int RowsPerTask => _rowsPerTask;

    /// <summary>Elements of the longest part of the output that a task computes.</summary>
    public nint LongestPart => Math.Min(_rowsPerTask, _rows) * _outputRow;

    /// <summary>The task that computes these rows, counted in tasks from the image's first.</summary>
    public int TaskOf((int Image, int Part) place) => (place.Image * _rowTasks) + place.Part;

    /// <summary>A task's part of the output, which is contiguous.</summary>
    public (nint Start, nint Length) Part(int task)
    {
        (int image, int part) = Math.DivRem(task, _rowTasks);
        nint firstRow = (nint)part * _rowsPerTask, rows = Math.Min(_rowsPerTask, _rows - firstRow);
        return ((image * _outputImage) + (firstRow * _outputRow), rows * _outputRow);
    }

    /// <summary>Computes some rows of one output image.</summary>
    public void Run(int task, T* input, T* kernel, T* output, T* scratch)
    {
        if (_width == Vector512<T>.Count)
        {
            Run<V512<T>>(task, input, kernel, output, scratch);
        }
        else if (_width == Vector256<T>.Count)
        {
            Run<V256<T>>(task, input, kernel, output, scratch);
        }
        else if (_width == Vector128<T>.Count)
        {
            Run<V128<T>>(task, input, kernel, output, scratch);
        }
        else
        {
            Run<V1<T>>(task, input, kernel, output, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Run<V>(int task, T* input, T* kernel, T* output, T* scratch)
        where V : unmanaged, IVector<V, T>
    {
        (int image, int part) = Math.DivRem(task, _rowTasks);
        input += image * _inputImage;
        output += image * _outputImage;
        if (_transposed)
        {
            for (nint tap = 0, length = (nint)_shape.BigPerGroup * _shape.SmallChannels; tap < _shape.Taps; tap++)
            {
                Transposition<T>.Run(kernel + (tap * length), _shape.SmallChannels, scratch + (tap * length), _shape.BigPerGroup, _shape.BigPerGroup, _shape.SmallChannels);
            }

            kernel = scratch;
        }

        TapOffset* taps = stackalloc TapOffset[_shape.Taps];
        WindowsTileArguments<T> arguments = new()
        {
            Taps = taps,
            InputInner = _shape.Lanes,
            InputColumn = _columns.InputStep * _inputChannelsAll,
            WeightInner = _weightInner,
            WeightOutput = _weightOutput,
            OutputChannel = _shape.Lanes,
            OutputColumn = _columns.OutputStep * _outputChannelsAll,
        };
        int end = Math.Min(_rows, (part + 1) * _rowsPerTask);
        for (int row = part * _rowsPerTask; row < end; row++)
        {
            (int plane, int line) = Math.DivRem(row, _height.Positions.Length);
            foreach (AxisRun run in _columns.Runs)
            {
                Collect(ref arguments, _depth.Positions[plane], _height.Positions[line], run);
                Columns<V>(arguments, input, kernel, output + (row * _outputRow) + (run.Start * _outputChannelsAll), run.Count);
            }
        }
    }

    // The taps of one row and one run of columns.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Collect(ref WindowsTileArguments<T> arguments, AxisTap[] planes, AxisTap[] lines, AxisRun run)
    {
        int count = 0;
        nint tapLength = (nint)_shape.BigPerGroup * _shape.SmallChannels;
        int columnTaps = _joined ? Math.Min(run.Taps.Length, 1) : run.Taps.Length;
        arguments.Inner = _joined ? (nint)_innerChannels * run.Taps.Length : _innerChannels;
        foreach (AxisTap plane in planes)
        {
            foreach (AxisTap line in lines)
            {
                nint kernelRow = ((nint)plane.Tap * _shape.Height.Kernel) + line.Tap;
                for (int i = 0; i < columnTaps; i++)
                {
                    AxisTap column = run.Taps[i];
                    arguments.Taps[count++] = new(
                        (plane.Input * _inputPlane) + (line.Input * _inputRow) + (column.Input * _inputChannelsAll),
                        ((kernelRow * _shape.Width.Kernel) + column.Tap) * tapLength);
                }
            }
        }

        arguments.TapCount = count;
    }

    // Few columns at a time, so that their inputs stay in the first cache for all output channels.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Columns<V>(in WindowsTileArguments<T> arguments, T* input, T* kernel, T* output, int columns)
        where V : unmanaged, IVector<V, T>
    {
        const int Wide = 12;
        for (int column = 0; column < columns; column += Wide)
        {
            int count = Math.Min(Wide, columns - column);
            for (int group = 0; group < _shape.Groups; group++)
            {
                T* x = input + (column * arguments.InputColumn) + ((nint)group * _innerChannels * _shape.Lanes), w = kernel + (group * _weightGroup);
                T* y = output + (column * arguments.OutputColumn) + ((nint)group * _outputChannels * _shape.Lanes);
                if (_channelVectors)
                {
                    Channels(arguments, x, w, y, count);
                    continue;
                }

                if (_dots)
                {
                    WindowsDots<V, T>.Run(arguments, x, w, y, count, _outputChannels);
                    continue;
                }

                if (_outputChannels >= 4)
                {
                    for (int lane = 0; lane < _shape.Lanes; lane += V.Count)
                    {
                        WindowsTile<V, T>.RunColumns(arguments, x + lane, w, y + lane, count, _outputChannels);
                    }

                    continue;
                }

                for (int channel = 0; channel < _outputChannels; channel++)
                {
                    WindowsTile<V, T>.RunOneChannel(arguments, x, w + (channel * _weightOutput), y + (channel * arguments.OutputChannel), count, _shape.Lanes);
                }
            }
        }
    }

    // Two vectors of channels at a time, narrower ones for those that are left; every column is a row of the product.
    private void Channels(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output, int columns)
    {
        int channel = 0;
        if (_width >= Vector512<T>.Count)
        {
            Panels<V512<T>>(arguments, input, weights, output, columns, ref channel);
        }

        if (_width >= Vector256<T>.Count)
        {
            Panels<V256<T>>(arguments, input, weights, output, columns, ref channel);
        }

        Panels<V128<T>>(arguments, input, weights, output, columns, ref channel);
        WindowsTile<V1<T>, T>.RunColumns(arguments, input, weights + channel, output + channel, columns, _outputChannels - channel);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Panels<V>(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output, int columns, ref int channel)
        where V : unmanaged, IVector<V, T>
    {
        MatMulTileStrides strides = new()
        {
            LeftRow = arguments.InputColumn,
            LeftInner = 1,
            RightInner = arguments.WeightInner,
            RightSecond = V.Count,
            ResultRow = arguments.OutputColumn,
            ResultSecond = V.Count,
            Inner = arguments.Inner,
            Terms = arguments.TapCount,
            TermOffsets = arguments.Taps,
        };
        for (; channel <= _outputChannels - (2 * V.Count); channel += 2 * V.Count)
        {
            MatMulTile<V, T>.RunRows(input, weights + channel, output + channel, columns, strides);
        }
    }
}
