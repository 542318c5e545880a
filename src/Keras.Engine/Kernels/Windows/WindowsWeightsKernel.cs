using System.Numerics;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>
/// The kernel gradient of a convolution of a fixed shape: <c>kernel[k, c, o] = Σ big[p · stride + k · dilation − before, c] small[p, o]</c> over
/// images, positions p and lanes.
/// </summary>
/// <remarks>
/// A task takes one row of the kernel's taps and some images, and adds up its own partial gradient; <see cref="Combine"/> adds the partial gradients in the
/// order of the images, so that the bits do not depend on threads. Each tap meets a rectangle of positions; it is worked through in blocks of rows that fit a cache.
/// </remarks>
internal sealed unsafe class WindowsWeightsKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostPartials = 16;

    // Positions of a block: a few rows of an image.
    private const int BlockPositions = 64;

    private readonly WindowsShape _shape;
    private readonly int _width;
    private readonly AxisTaps _columns;
    private readonly bool _joined;
    private readonly int _kernelRows;
    private readonly int _imagesPerTask;
    private readonly int _blockRows;

    public WindowsWeightsKernel(WindowsShape shape)
    {
        _shape = shape;
        _width = VectorWidth<T>.Dividing(shape.Lanes);
        _columns = AxisTaps.Down(shape.Width);
        _joined = shape.Groups == 1 && shape.Width.Dilation == 1;
        _kernelRows = shape.Depth.Kernel * shape.Height.Kernel;
        _imagesPerTask = Math.Max(1, (shape.Images + MostPartials - 1) / MostPartials);
        Partials = (shape.Images + _imagesPerTask - 1) / _imagesPerTask;
        _blockRows = Math.Max(1, BlockPositions / Math.Max(shape.Width.Small, 1));
    }

    /// <summary>How many partial gradients there are, each as long as the kernel, one after the other.</summary>
    public int Partials { get; }

    /// <summary>How many tasks there are; fixed by the shape.</summary>
    public int TaskCount => Partials * _kernelRows;

    /// <summary>Elements of all partial gradients.</summary>
    public nint PartialsLength => (nint)Partials * _shape.KernelLength;

    /// <summary>Computes one part of one partial gradient.</summary>
    public void Run(int task, T* big, T* small, T* partials)
    {
        if (_width == Vector512<T>.Count)
        {
            Run<V512<T>>(task, big, small, partials);
        }
        else if (_width == Vector256<T>.Count)
        {
            Run<V256<T>>(task, big, small, partials);
        }
        else if (_width == Vector128<T>.Count)
        {
            Run<V128<T>>(task, big, small, partials);
        }
        else
        {
            Run<V1<T>>(task, big, small, partials);
        }
    }

    /// <summary>The gradient, from all partial ones; after all tasks.</summary>
    public void Combine(T* partials, T* kernel, bool accumulate = false)
    {
        nint length = _shape.KernelLength;
        for (nint i = 0; i < length; i++)
        {
            T sum = accumulate ? kernel[i] : T.Zero;
            for (nint p = 0; p < Partials; p++)
            {
                sum += partials[(p * length) + i];
            }

            kernel[i] = sum;
        }
    }

    private void Run<V>(int task, T* big, T* small, T* partials)
        where V : unmanaged, IVector<V, T>
    {
        WindowsShape s = _shape;
        (int part, int kernelRow) = Math.DivRem(task, _kernelRows);
        (int planeTap, int rowTap) = Math.DivRem(kernelRow, s.Height.Kernel);
        nint rowLength = (nint)s.Width.Kernel * s.BigPerGroup * s.SmallChannels;
        T* kernel = partials + ((nint)part * s.KernelLength) + (kernelRow * rowLength);
        new Span<T>(kernel, checked((int)rowLength)).Clear();

        (int firstRow, int endRow) = Reached(s.Height, rowTap);
        (int firstPlane, int endPlane) = Reached(s.Depth, planeTap);
        int end = Math.Min(s.Images, (part + 1) * _imagesPerTask);
        for (int image = part * _imagesPerTask; image < end; image++)
        {
            for (int plane = firstPlane; plane < endPlane; plane++)
            {
                for (int row = firstRow; row < endRow; row += _blockRows)
                {
                    nint bigRow = ((nint)s.Depth.Position(plane, planeTap) * s.Height.Big) + s.Height.Position(row, rowTap);
                    nint smallRow = ((nint)plane * s.Height.Small) + row;
                    Block<V>(
                        big + (image * s.BigLength) + (bigRow * s.Width.Big * s.BigChannels * s.Lanes),
                        small + (image * s.SmallLength) + (smallRow * s.Width.Small * s.SmallChannels * s.Lanes),
                        kernel,
                        Math.Min(_blockRows, endRow - row));
                }
            }
        }
    }

    private void Block<V>(T* big, T* small, T* kernel, int rows)
        where V : unmanaged, IVector<V, T>
    {
        WindowsShape s = _shape;
        nint bigPosition = (nint)s.BigChannels * s.Lanes, smallPosition = (nint)s.SmallChannels * s.Lanes;
        WindowsWeightsArguments arguments = new()
        {
            Rows = rows,
            Lanes = s.Lanes,
            BigRow = s.Height.Stride * s.Width.Big * bigPosition,
            BigColumn = s.Width.Stride * bigPosition,
            SmallRow = s.Width.Small * smallPosition,
            SmallColumn = smallPosition,
            KernelRow = s.SmallChannels,
        };
        foreach (AxisRun run in _columns.Runs)
        {
            arguments.Columns = run.Count;
            int taps = _joined ? Math.Min(1, run.Taps.Length) : run.Taps.Length;
            int bigChannels = _joined ? s.BigPerGroup * run.Taps.Length : s.BigPerGroup;
            for (int i = 0; i < taps; i++)
            {
                for (int group = 0; group < s.Groups; group++)
                {
                    WindowsWeightsTile<V, T>.RunAll(
                        arguments,
                        big + (run.Taps[i].Input * bigPosition) + ((nint)group * s.BigPerGroup * s.Lanes),
                        small + (run.Start * smallPosition) + ((nint)group * s.SmallPerGroup * s.Lanes),
                        kernel + ((nint)run.Taps[i].Tap * s.BigPerGroup * s.SmallChannels) + (group * s.SmallPerGroup),
                        bigChannels,
                        s.SmallPerGroup);
                }
            }
        }
    }

    // Small positions whose tap meets the big image.
    private static (int First, int End) Reached(WindowAxis axis, int tap)
    {
        int first = 0, end = axis.Small;
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
