using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>A rectangle of positions and the strides over it, in elements.</summary>
internal struct WindowsWeightsArguments
{
    public int Rows, Columns, Lanes;
    public nint BigRow, BigColumn, SmallRow, SmallColumn;

    /// <summary>From one of the kernel's big channels (or joined taps) to the next.</summary>
    public nint KernelRow;
}

/// <summary>
/// The inner loop of kernel gradients in lanes: a few big channels by a few small ones stay in registers, a vector of lanes each, while all
/// positions of a rectangle pass by; the lanes are added up at the end. kernel[r, o] += Σ big[position, r] · small[position, o].
/// </summary>
internal static unsafe class WindowsWeightsTile<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All of <paramref name="bigChannels"/> by <paramref name="smallChannels"/>, in tiles of 3 by 4 and 8 by 1.</summary>
    public static void RunAll(in WindowsWeightsArguments a, T* big, T* small, T* kernel, int bigChannels, int smallChannels)
    {
        int fours = smallChannels / 4 * 4;
        for (int r = 0; fours > 0 && r < bigChannels;)
        {
            int rest = bigChannels - r, tile = rest == 4 ? 2 : Math.Min(rest, 3);
            T* x = big + ((nint)r * a.Lanes), w = kernel + (r * a.KernelRow);
            for (int o = 0; o < fours; o += 4)
            {
                T* y = small + ((nint)o * a.Lanes);
                switch (tile)
                {
                    case 3: Run<Rows3>(a, x, y, w + o); break;
                    case 2: Run<Rows2>(a, x, y, w + o); break;
                    default: Run<Rows1>(a, x, y, w + o); break;
                }
            }

            r += tile;
        }

        for (int o = fours; o < smallChannels; o++)
        {
            T* y = small + ((nint)o * a.Lanes);
            int r = 0;
            for (; r <= bigChannels - 8; r += 8)
            {
                Run8(a, big + ((nint)r * a.Lanes), y, kernel + (r * a.KernelRow) + o);
            }

            for (; r < bigChannels; r++)
            {
                Run1(a, big + ((nint)r * a.Lanes), y, kernel + (r * a.KernelRow) + o);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TRows>(in WindowsWeightsArguments a, T* big, T* small, T* kernel)
        where TRows : struct, ITileRows
    {
        V c00 = default, c01 = default, c02 = default, c03 = default;
        V c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default;
        nint lanes = a.Lanes, bigColumn = a.BigColumn, smallColumn = a.SmallColumn;
        for (int row = 0; row < a.Rows; row++)
        {
            for (nint lane = 0; lane < lanes; lane += V.Count)
            {
                T* x = big + (row * a.BigRow) + lane, y = small + (row * a.SmallRow) + lane;
                for (int column = a.Columns; column > 0; column--)
                {
                    V x0 = V.Load(x), x1 = default, x2 = default;
                    if (TRows.Count > 1)
                    {
                        x1 = V.Load(x + lanes);
                    }

                    if (TRows.Count > 2)
                    {
                        x2 = V.Load(x + (2 * lanes));
                    }

                    V s = V.Load(y);
                    c00 = V.MultiplyAdd(x0, s, c00);
                    c10 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c10) : c10;
                    c20 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c20) : c20;
                    s = V.Load(y + lanes);
                    c01 = V.MultiplyAdd(x0, s, c01);
                    c11 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c11) : c11;
                    c21 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c21) : c21;
                    s = V.Load(y + (2 * lanes));
                    c02 = V.MultiplyAdd(x0, s, c02);
                    c12 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c12) : c12;
                    c22 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c22) : c22;
                    s = V.Load(y + (3 * lanes));
                    c03 = V.MultiplyAdd(x0, s, c03);
                    c13 = TRows.Count > 1 ? V.MultiplyAdd(x1, s, c13) : c13;
                    c23 = TRows.Count > 2 ? V.MultiplyAdd(x2, s, c23) : c23;
                    x += bigColumn;
                    y += smallColumn;
                }
            }
        }

        nint step = a.KernelRow;
        Add(kernel, 1, c00, c01, c02, c03);
        if (TRows.Count > 1)
        {
            Add(kernel + step, 1, c10, c11, c12, c13);
        }

        if (TRows.Count > 2)
        {
            Add(kernel + (2 * step), 1, c20, c21, c22, c23);
        }
    }

    // Eight big channels by one small one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run8(in WindowsWeightsArguments a, T* big, T* small, T* kernel)
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        nint lanes = a.Lanes, bigColumn = a.BigColumn, smallColumn = a.SmallColumn, three = 3 * lanes;
        for (int row = 0; row < a.Rows; row++)
        {
            for (nint lane = 0; lane < lanes; lane += V.Count)
            {
                T* x = big + (row * a.BigRow) + lane, y = small + (row * a.SmallRow) + lane;
                for (int column = a.Columns; column > 0; column--)
                {
                    V s = V.Load(y);
                    T* x4 = x + (4 * lanes);
                    c0 = V.MultiplyAdd(s, V.Load(x), c0);
                    c1 = V.MultiplyAdd(s, V.Load(x + lanes), c1);
                    c2 = V.MultiplyAdd(s, V.Load(x + (2 * lanes)), c2);
                    c3 = V.MultiplyAdd(s, V.Load(x + three), c3);
                    c4 = V.MultiplyAdd(s, V.Load(x4), c4);
                    c5 = V.MultiplyAdd(s, V.Load(x4 + lanes), c5);
                    c6 = V.MultiplyAdd(s, V.Load(x4 + (2 * lanes)), c6);
                    c7 = V.MultiplyAdd(s, V.Load(x4 + three), c7);
                    x += bigColumn;
                    y += smallColumn;
                }
            }
        }

        Add(kernel, a.KernelRow, c0, c1, c2, c3);
        Add(kernel + (4 * a.KernelRow), a.KernelRow, c4, c5, c6, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run1(in WindowsWeightsArguments a, T* big, T* small, T* kernel)
    {
        V sum = default;
        for (int row = 0; row < a.Rows; row++)
        {
            for (nint lane = 0; lane < a.Lanes; lane += V.Count)
            {
                T* x = big + (row * a.BigRow) + lane, y = small + (row * a.SmallRow) + lane;
                for (int column = a.Columns; column > 0; column--)
                {
                    sum = V.MultiplyAdd(V.Load(y), V.Load(x), sum);
                    x += a.BigColumn;
                    y += a.SmallColumn;
                }
            }
        }

        *kernel += V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* kernel, nint step, V first, V second, V third, V fourth)
    {
        kernel[0] += V.Sum(first);
        kernel[step] += V.Sum(second);
        kernel[2 * step] += V.Sum(third);
        kernel[3 * step] += V.Sum(fourth);
    }
}
