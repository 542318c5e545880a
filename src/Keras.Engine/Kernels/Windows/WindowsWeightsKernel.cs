using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>
/// The kernel gradient of a convolution of a fixed shape: <c>kernel[k, c, o] = Σ big[p · stride + k · dilation − before, c] small[p, o]</c> over
/// images, positions p and lanes.
/// </summary>
/// <remarks>
/// A task takes some small channels and some big ones of some images, and adds up its part of a partial gradient; <see cref="Combine"/> adds the partial
/// gradients in the order of the images, so that the bits do not depend on threads. It works through blocks of positions, few enough that the small image's
/// part stays in the first cache for all taps; where the task's channels are not all, that part is first copied together, since far strides share few lines
/// of the cache. The sums keep their lanes, in scratch, until the task's end. A tile's rows are the taps of one big channel, which read the same elements one
/// after the other; the big channels, where only one tap reaches. Small channels beyond a multiple of 4 go one by one. Without lanes, vectors lie along the
/// side with more channels, and a rectangle of positions is a matrix product, whose result is [tap][group][the other side][that side] until the task's end; channels
/// that are left go one by one.
/// </remarks>
internal sealed unsafe class WindowsWeightsKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostPartials = 16;

    // Small channels of a task.
    private const int SliceChannels = 8;

    // Positions of a block, if a row has not more.
    private const int BlockPositions = 56;

    // Big channels of a task without lanes, if there are few images: a multiple, so that vectors and tiles are full; and multiply-adds that are worth a task.
    private const int RowChannels = 32;
    private const double TaskSize = 1 << 18;
    private const int FewTasks = 4;

    // Sums with their lanes that a task keeps: they stay in the second cache.
    private const int MostSums = 2048;

    private readonly WindowsShape _shape;
    private readonly WindowsShape? _pooling;
    private readonly int _width;
    private readonly AxisTaps _columns;
    private readonly int _slices;
    private readonly int _bigSlice;
    private readonly int _bigSlices;
    private readonly bool _copied;
    private readonly bool _alongBig;
    private readonly int _imagesPerTask;

    /// <param name="shape">The images and the kernel.</param>
    /// <param name="vectorWidth">Elements of the widest vector; the processor's own if not given.</param>
    /// <param name="pooling">
    /// The max pooling whose scattered gradient the small images are, if they are given as that: its windows lie side by side, images have lanes and two axes at most.
    /// </param>
    public WindowsWeightsKernel(WindowsShape shape, int? vectorWidth = null, WindowsShape? pooling = null)
    {
        (_shape, _pooling) = (shape, pooling);
        int alongSmall = VectorWidth<T>.TwoWithin(shape.SmallPerGroup, vectorWidth), alongBig = VectorWidth<T>.TwoWithin(shape.BigPerGroup, vectorWidth);
        _alongBig = shape.Lanes == 1 && alongBig > alongSmall;
        _width = shape.Lanes == 1 ? Math.Max(alongSmall, alongBig) : VectorWidth<T>.Dividing(shape.Lanes, vectorWidth);
        _columns = AxisTaps.Down(shape.Width);
        _slices = shape.Groups == 1 && shape.Lanes > 1 ? Math.Max(1, shape.SmallChannels / SliceChannels) : 1;
        _copied = pooling is not null || _slices > 1 && shape.Width.Kernel * shape.BigChannels > 3;
        _imagesPerTask = Math.Max(1, (shape.Images + MostPartials - 1) / MostPartials);
        Partials = (shape.Images + _imagesPerTask - 1) / _imagesPerTask;
        _bigSlice = shape.Lanes > 1 ? Math.Clamp(MostSums / (shape.Taps * MostChannels), 1, shape.BigPerGroup) : RowSlice();
        _bigSlices = (shape.BigPerGroup + _bigSlice - 1) / _bigSlice;
    }

    /// <summary>How many partial gradients there are, each as long as the kernel, one after the other.</summary>
    public int Partials { get; }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => Partials * _slices * _bigSlices;

    /// <summary>Elements of all partial gradients.</summary>
    public nint PartialsLength => (nint)Partials * _shape.KernelLength;

    /// <summary>Elements of scratch that each running task needs for itself; nothing is kept in it between tasks.</summary>
    public int ScratchLength => SumsLength + (_copied ? Math.Max(BlockPositions, _shape.Width.Small) * MostChannels * _shape.Lanes : 0);

    // Small channels of the task that has most: the last one takes what is left.
    private int MostChannels => _shape.SmallChannels - ((_slices - 1) * SliceChannels);

    private int SumsLength => _shape.Taps * _bigSlice * MostChannels * (_shape.Lanes > 1 ? _width : 1);

    /// <summary>Computes one part of one partial gradient.</summary>
    /// <param name="task">Which part.</param>
    /// <param name="big">The big images.</param>
    /// <param name="small">The small images, or the pooling's gradient that is to be scattered.</param>
    /// <param name="partials">Receives the part.</param>
    /// <param name="scratch">Scratch memory.</param>
    /// <param name="places">The places of the pooling, if there is one.</param>
    public void Run(int task, T* big, T* small, T* partials, T* scratch, T* places = null)
    {
        if (_width == Vector512<T>.Count)
        {
            Run<V512<T>>(task, big, small, places, partials, scratch);
        }
        else if (_width == Vector256<T>.Count)
        {
            Run<V256<T>>(task, big, small, places, partials, scratch);
        }
        else if (_width == Vector128<T>.Count)
        {
            Run<V128<T>>(task, big, small, places, partials, scratch);
        }
        else
        {
            Run<V1<T>>(task, big, small, places, partials, scratch);
        }
    }

    /// <summary>The gradient, from all partial ones; after all tasks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Combine(T* partials, T* kernel, bool accumulate = false)
    {
        nint length = _shape.KernelLength;
        Operand<T>* operands = stackalloc Operand<T>[2];
        for (nint p = 0; p < Partials; p++)
        {
            if (p == 0 && !accumulate)
            {
                Unsafe.CopyBlockUnaligned(kernel, partials, checked((uint)(length * sizeof(T))));
                continue;
            }

            operands[0] = Operand<T>.Array(kernel);
            operands[1] = Operand<T>.Array(partials + (p * length));
            ElementwiseKernel<T>.Binary<AddOperation>(kernel, operands, length);
        }
    }

    // Without lanes: all big channels, unless that leaves too few tasks.
    private int RowSlice()
    {
        double work = (double)_shape.KernelLength * _shape.Depth.Small * _shape.Height.Small * _shape.Width.Small * _imagesPerTask;
        int wanted = _shape.Groups > 1 || Partials >= FewTasks ? 1 : (int)Math.Clamp(work / TaskSize, 1, FewTasks);
        int slice = (_shape.BigPerGroup + wanted - 1) / wanted;
        return Math.Clamp((slice + RowChannels - 1) / RowChannels * RowChannels, 1, _shape.BigPerGroup);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Run<V>(int task, T* big, T* small, T* places, T* partials, T* scratch)
        where V : unmanaged, IVector<V, T>
    {
        WindowsShape s = _shape;
        (int rest, int slice) = Math.DivRem(task, _slices);
        (int part, int bigSlice) = Math.DivRem(rest, _bigSlices);
        int channel = slice * SliceChannels, bigChannel = bigSlice * _bigSlice;
        Slice of = new(slice == _slices - 1 ? s.SmallChannels - channel : SliceChannels, Math.Min(_bigSlice, s.BigPerGroup - bigChannel));
        T* kernel = partials + ((nint)part * s.KernelLength) + ((nint)bigChannel * s.SmallChannels) + channel;

        T* sums = scratch;
        Unsafe.InitBlockUnaligned(sums, 0, checked((uint)((nint)s.Taps * of.BigChannels * of.Channels * Unit<V>() * sizeof(T))));
        int end = Math.Min(s.Images, (part + 1) * _imagesPerTask);
        for (int image = part * _imagesPerTask; image < end; image++)
        {
            nint smallOffset = (image * (_pooling ?? s).SmallLength) + ((nint)channel * s.Lanes);
            T* bigImage = big + (image * s.BigLength) + ((nint)bigChannel * s.Lanes), smallImage = small + smallOffset;
            for (int plane = 0; plane < s.Depth.Small; plane++)
            {
                foreach (AxisRun run in _columns.Runs)
                {
                    int rows = Math.Max(1, BlockPositions / run.Count);
                    for (int row = 0; row < s.Height.Small; row += rows)
                    {
                        Block<V>(run, plane, row, Math.Min(rows, s.Height.Small - row), of, bigImage, smallImage, places + smallOffset, sums, scratch + SumsLength);
                    }
                }
            }
        }

        if (s.Lanes == 1)
        {
            Place(sums, of.BigChannels, kernel);
            return;
        }

        for (nint tap = 0; tap < s.Taps; tap++)
        {
            for (int c = 0; c < of.BigChannels; c++)
            {
                T* to = kernel + (((tap * s.BigPerGroup) + c) * s.SmallChannels);
                for (int o = 0; o < of.Channels; o++)
                {
                    to[o] = V.Sum(V.Load(sums));
                    sums += V.Count;
                }
            }
        }
    }

    // Sums without lanes, [tap][group][big][small] or [tap][group][small][big], as the kernel has them.
    private void Place(T* sums, int bigChannels, T* kernel)
    {
        nint smallChannels = _shape.SmallPerGroup, tapLength = (nint)_shape.BigPerGroup * _shape.SmallChannels;
        for (nint tap = 0; tap < _shape.Taps; tap++)
        {
            for (nint group = 0; group < _shape.Groups; group++)
            {
                T* to = kernel + (tap * tapLength) + (group * smallChannels);
                if (_alongBig)
                {
                    Transposition<T>.Run(sums, bigChannels, to, _shape.SmallChannels, smallChannels, bigChannels);
                }
                else
                {
                    for (nint c = 0; c < bigChannels; c++)
                    {
                        Unsafe.CopyBlockUnaligned(to + (c * _shape.SmallChannels), sums + (c * smallChannels), (uint)(smallChannels * sizeof(T)));
                    }
                }

                sums += bigChannels * smallChannels;
            }
        }
    }

    // Elements of a sum: the lanes of one vector.
    private int Unit<V>()
        where V : unmanaged, IVector<V, T> => _shape.Lanes > 1 ? V.Count : 1;

    /// <summary>How many small channels a task has, and big ones of each group.</summary>
    private readonly record struct Slice(int Channels, int BigChannels);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Block<V>(AxisRun run, int plane, int firstRow, int rows, Slice of, T* big, T* small, T* places, T* sums, T* scratch)
        where V : unmanaged, IVector<V, T>
    {
        WindowsShape s = _shape;
        nint bigPosition = (nint)s.BigChannels * s.Lanes, smallPosition = (nint)s.SmallChannels * s.Lanes;
        nint smallRow = s.Width.Small * smallPosition;
        if (_copied)
        {
            if (_pooling is null)
            {
                Copy(small + ((((nint)plane * s.Height.Small) + firstRow) * smallRow) + (run.Start * smallPosition), smallRow, smallPosition, rows, run.Count, (nint)of.Channels * s.Lanes, scratch);
            }
            else
            {
                Scatter<V>(small, places, run, firstRow, rows, (nint)of.Channels * s.Lanes, scratch);
            }

            small = scratch;
            smallPosition = (nint)of.Channels * s.Lanes;
            smallRow = run.Count * smallPosition;
        }
        else
        {
            small += ((((nint)plane * s.Height.Small) + firstRow) * smallRow) + (run.Start * smallPosition);
        }

        WindowsWeightsArguments arguments = new()
        {
            Columns = run.Count,
            Lanes = s.Lanes,
            BigRow = s.Height.Stride * s.Width.Big * bigPosition,
            BigColumn = s.Width.Stride * bigPosition,
            SmallRow = smallRow,
            SmallColumn = smallPosition,
        };
        for (int planeTap = 0; planeTap < s.Depth.Kernel; planeTap++)
        {
            int bigPlane = s.Depth.Position(plane, planeTap);
            for (int rowTap = 0; rowTap < s.Height.Kernel && bigPlane >= 0 && bigPlane < s.Depth.Big; rowTap++)
            {
                (int first, int end) = Reached(s.Height, rowTap, firstRow, firstRow + rows);
                if (first < end)
                {
                    arguments.Rows = end - first;
                    Taps<V>(
                        arguments,
                        run,
                        big + ((((nint)bigPlane * s.Height.Big) + s.Height.Position(first, rowTap)) * s.Width.Big * bigPosition),
                        small + ((first - firstRow) * smallRow),
                        sums + ((((nint)planeTap * s.Height.Kernel) + rowTap) * s.Width.Kernel * of.BigChannels * of.Channels * Unit<V>()),
                        of);
                }
            }
        }
    }

    // One row of the kernel's taps.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Taps<V>(WindowsWeightsArguments arguments, AxisRun run, T* big, T* small, T* sums, Slice of)
        where V : unmanaged, IVector<V, T>
    {
        if (run.Taps.Length == 0)
        {
            return;
        }

        WindowsShape s = _shape;
        nint sumChannel = (nint)of.Channels * Unit<V>(), sumTap = of.BigChannels * sumChannel, bigTap = (nint)s.Width.Dilation * s.BigChannels * s.Lanes;
        int channels = s.Groups == 1 ? of.Channels : s.SmallPerGroup;
        big += (nint)run.Taps[0].Input * s.BigChannels * s.Lanes;
        sums += run.Taps[0].Tap * sumTap;
        for (int group = 0; group < s.Groups; group++)
        {
            (arguments.BigStep, arguments.SumStep) = (s.Lanes, sumChannel);
            if (s.Lanes == 1)
            {
                for (int tap = 0; tap < run.Taps.Length; tap++)
                {
                    Channels(arguments, big + (tap * bigTap), small, sums + (tap * sumTap), of.BigChannels, channels);
                }
            }
            else
            {
                int fours = channels / 4 * 4;
                for (int o = fours; o < channels; o++)
                {
                    for (int tap = 0; tap < run.Taps.Length; tap++)
                    {
                        WindowsWeightsTile<V, T>.RunOneChannel(arguments, big + (tap * bigTap), small + ((nint)o * s.Lanes), sums + (tap * sumTap) + ((nint)o * V.Count), of.BigChannels);
                    }
                }

                if (run.Taps.Length == 1)
                {
                    WindowsWeightsTile<V, T>.RunAll(arguments, big, small, sums, of.BigChannels, fours);
                }
                else
                {
                    (arguments.BigStep, arguments.SumStep) = (bigTap, sumTap);
                    for (int c = 0; c < of.BigChannels; c++)
                    {
                        WindowsWeightsTile<V, T>.RunAll(arguments, big + ((nint)c * s.Lanes), small, sums + (c * sumChannel), run.Taps.Length, fours);
                    }
                }
            }

            big += (nint)s.BigPerGroup * s.Lanes;
            small += (nint)s.SmallPerGroup * s.Lanes;
            sums += s.Lanes == 1 ? (nint)of.BigChannels * s.SmallPerGroup : (nint)s.SmallPerGroup * Unit<V>();
        }
    }

    // The product of one side (left, by its channels) and the other one (right, in vectors): two vectors at a time, narrower ones for channels that are left; the positions are
    // the inner dimension, row by row.
    private void Channels(in WindowsWeightsArguments arguments, T* big, T* small, T* sums, int bigChannels, int smallChannels)
    {
        MatMulTileStrides strides = new()
        {
            LeftRow = 1,
            LeftInner = _alongBig ? arguments.SmallColumn : arguments.BigColumn,
            LeftTerm = _alongBig ? arguments.SmallRow : arguments.BigRow,
            RightInner = _alongBig ? arguments.BigColumn : arguments.SmallColumn,
            RightTerm = _alongBig ? arguments.BigRow : arguments.SmallRow,
            ResultRow = _alongBig ? bigChannels : smallChannels,
            Inner = arguments.Columns,
            Terms = arguments.Rows,
            Accumulate = true,
        };
        T* left = _alongBig ? small : big, right = _alongBig ? big : small;
        int rows = _alongBig ? smallChannels : bigChannels, columns = _alongBig ? bigChannels : smallChannels, column = 0;
        if (_width >= Vector512<T>.Count)
        {
            Panels<V512<T>>(left, right, sums, rows, columns, strides, ref column);
        }

        if (_width >= Vector256<T>.Count)
        {
            Panels<V256<T>>(left, right, sums, rows, columns, strides, ref column);
        }

        if (_width >= Vector128<T>.Count)
        {
            Panels<V128<T>>(left, right, sums, rows, columns, strides, ref column);
        }

        WindowsWeightsArguments single = arguments with
        {
            BigRow = strides.LeftTerm,
            BigColumn = strides.LeftInner,
            SmallRow = strides.RightTerm,
            SmallColumn = strides.RightInner,
            BigStep = 1,
            SumStep = columns,
        };
        int fours = (columns - column) / 4 * 4;
        WindowsWeightsTile<V1<T>, T>.RunAll(single, left, right + column, sums + column, rows, fours);
        for (column += fours; column < columns; column++)
        {
            WindowsWeightsTile<V1<T>, T>.RunOneChannel(single, left, right + column, sums + column, rows);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Panels<V>(T* left, T* right, T* sums, int rows, int columns, MatMulTileStrides strides, ref int column)
        where V : unmanaged, IVector<V, T>
    {
        strides.RightSecond = strides.ResultSecond = V.Count;
        for (; column <= columns - (2 * V.Count); column += 2 * V.Count)
        {
            MatMulTile<V, T>.RunRows(left, right + column, sums + column, rows, strides);
        }
    }

    // A block of the small image from the pooling's gradient: each element where its window's place is, zeros elsewhere.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Scatter<V>(T* gradient, T* places, AxisRun run, int firstRow, int rows, nint length, T* to)
        where V : unmanaged, IVector<V, T>
    {
        WindowAxis height = _pooling!.Height, width = _pooling.Width;
        nint position = (nint)_shape.SmallChannels * _shape.Lanes;
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            (int smallRow, int rowTap) = Math.DivRem(row, height.Stride);
            for (int column = run.Start; column < run.Start + run.Count; column++)
            {
                (int smallColumn, int columnTap) = Math.DivRem(column, width.Stride);
                if (smallRow >= height.Small || smallColumn >= width.Small)
                {
                    Unsafe.InitBlockUnaligned(to, 0, (uint)(length * sizeof(T)));
                    to += length;
                    continue;
                }

                nint from = (((nint)smallRow * width.Small) + smallColumn) * position;
                V tap = V.Broadcast(T.CreateTruncating((rowTap * width.Kernel) + columnTap)), zero = default;
                for (nint i = 0; i < length; i += V.Count)
                {
                    V.Store(V.Blend(V.Equal(V.Load(places + from + i), tap), V.Load(gradient + from + i), zero), to + i);
                }

                to += length;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Copy(T* small, nint row, nint position, int rows, int columns, nint length, T* scratch)
    {
        T* to = scratch;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Unsafe.CopyBlockUnaligned(to, small + (i * row) + (j * position), (uint)(length * sizeof(T)));
                to += length;
            }
        }
    }

    // The rows among first to end whose tap meets the big image.
    private static (int First, int End) Reached(WindowAxis axis, int tap, int first, int end)
    {
        while (first < end && axis.Position(first, tap) < 0)
        {
            first++;
        }

        while (end > first && axis.Position(end - 1, tap) >= axis.Big)
        {
            end--;
        }

        return (first, end);
    }
}
