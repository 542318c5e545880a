using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Where a tap's inputs and weights lie, from the tile's first input and the first weight, in elements.</summary>
internal readonly record struct TapOffset(nint Input, nint Weight);

/// <summary>What a tile reads and where it writes; strides in elements.</summary>
internal unsafe struct WindowsTileArguments<T>
    where T : unmanaged
{
    public TapOffset* Taps;
    public int TapCount;

    /// <summary>Channels (times joined taps) that are summed at each tap.</summary>
    public nint Inner;
    public nint InputInner, InputColumn;
    public nint WeightInner, WeightOutput;
    public nint OutputChannel, OutputColumn;
}

/// <summary>
/// The inner loop of convolutions in lanes: a few columns by a few channels of the output, one vector of lanes each, stay in registers while taps and
/// input channels pass by. Inputs are read as vectors, weights broadcast: output[column, channel] = Σ input[column, tap, i] · weight[tap, i, channel].
/// </summary>
internal static unsafe class WindowsTile<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A run of <paramref name="columns"/> columns, <paramref name="channels"/> channels each.</summary>
    public static void RunColumns(in WindowsTileArguments<T> a, T* input, T* weights, T* output, int columns, int channels)
    {
        while (columns > 0)
        {
            int wide = columns == 4 ? 2 : Math.Min(columns, 3), channel = 0;
            if (channels >= 4)
            {
                for (; channel <= channels - 4; channel += 4)
                {
                    T* w = weights + (channel * a.WeightOutput), y = output + (channel * a.OutputChannel);
                    switch (wide)
                    {
                        case 3: Run<Rows3>(a, input, w, y); break;
                        case 2: Run<Rows2>(a, input, w, y); break;
                        default: Run<Rows1>(a, input, w, y); break;
                    }
                }
            }
            else
            {
                wide = columns >= 8 ? 8 : columns >= 4 ? 4 : 1;
            }

            for (; channel < channels; channel++)
            {
                OneChannel(a, input, weights + (channel * a.WeightOutput), output + (channel * a.OutputChannel), wide);
            }

            input += wide * a.InputColumn;
            output += wide * a.OutputColumn;
            columns -= wide;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TColumns>(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output)
        where TColumns : struct, ITileRows
    {
        V c00 = default, c01 = default, c02 = default, c03 = default;
        V c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default;
        nint column = arguments.InputColumn, inputInner = arguments.InputInner, weightInner = arguments.WeightInner, channel = arguments.WeightOutput;
        nint inner = arguments.Inner, twoColumns = 2 * column, threeChannels = 3 * channel;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, w = weights + tap->Weight;
            for (nint i = inner; i > 0; i--)
            {
                V x0 = V.Load(x), x1 = default, x2 = default;
                if (TColumns.Count > 1)
                {
                    x1 = V.Load(x + column);
                }

                if (TColumns.Count > 2)
                {
                    x2 = V.Load(x + twoColumns);
                }

                V b = V.Broadcast(w[0]);
                c00 = V.MultiplyAdd(x0, b, c00);
                c10 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c10) : c10;
                c20 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c20) : c20;
                b = V.Broadcast(w[channel]);
                c01 = V.MultiplyAdd(x0, b, c01);
                c11 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c11) : c11;
                c21 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c21) : c21;
                b = V.Broadcast(w[2 * channel]);
                c02 = V.MultiplyAdd(x0, b, c02);
                c12 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c12) : c12;
                c22 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c22) : c22;
                b = V.Broadcast(w[threeChannels]);
                c03 = V.MultiplyAdd(x0, b, c03);
                c13 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c13) : c13;
                c23 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c23) : c23;
                x += inputInner;
                w += weightInner;
            }
        }

        nint step = arguments.OutputChannel;
        Store(output, step, c00, c01, c02, c03);
        if (TColumns.Count > 1)
        {
            Store(output + arguments.OutputColumn, step, c10, c11, c12, c13);
        }

        if (TColumns.Count > 2)
        {
            Store(output + (2 * arguments.OutputColumn), step, c20, c21, c22, c23);
        }
    }

    private static void OneChannel(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output, int columns)
    {
        for (; columns >= 8; columns -= 8)
        {
            Run8(arguments, input, weights, output);
            input += 8 * arguments.InputColumn;
            output += 8 * arguments.OutputColumn;
        }

        for (; columns >= 4; columns -= 4)
        {
            Run4(arguments, input, weights, output);
            input += 4 * arguments.InputColumn;
            output += 4 * arguments.OutputColumn;
        }

        for (; columns > 0; columns--)
        {
            Run1(arguments, input, weights, output);
            input += arguments.InputColumn;
            output += arguments.OutputColumn;
        }
    }

    // Eight columns of one channel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run8(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output)
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        nint column = arguments.InputColumn, inputInner = arguments.InputInner, weightInner = arguments.WeightInner, inner = arguments.Inner;
        nint two = 2 * column, three = 3 * column;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, x4 = x + (4 * column), w = weights + tap->Weight;
            for (nint i = inner; i > 0; i--)
            {
                V b = V.Broadcast(*w);
                c0 = V.MultiplyAdd(b, V.Load(x), c0);
                c1 = V.MultiplyAdd(b, V.Load(x + column), c1);
                c2 = V.MultiplyAdd(b, V.Load(x + two), c2);
                c3 = V.MultiplyAdd(b, V.Load(x + three), c3);
                c4 = V.MultiplyAdd(b, V.Load(x4), c4);
                c5 = V.MultiplyAdd(b, V.Load(x4 + column), c5);
                c6 = V.MultiplyAdd(b, V.Load(x4 + two), c6);
                c7 = V.MultiplyAdd(b, V.Load(x4 + three), c7);
                x += inputInner;
                x4 += inputInner;
                w += weightInner;
            }
        }

        nint step = arguments.OutputColumn;
        Store(output, step, c0, c1, c2, c3);
        Store(output + (4 * step), step, c4, c5, c6, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run4(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output)
    {
        V c0 = default, c1 = default, c2 = default, c3 = default;
        nint column = arguments.InputColumn;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, w = weights + tap->Weight;
            for (nint i = arguments.Inner; i > 0; i--)
            {
                V b = V.Broadcast(*w);
                c0 = V.MultiplyAdd(b, V.Load(x), c0);
                c1 = V.MultiplyAdd(b, V.Load(x + column), c1);
                c2 = V.MultiplyAdd(b, V.Load(x + (2 * column)), c2);
                c3 = V.MultiplyAdd(b, V.Load(x + (3 * column)), c3);
                x += arguments.InputInner;
                w += arguments.WeightInner;
            }
        }

        Store(output, arguments.OutputColumn, c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run1(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output)
    {
        V sum = default;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, w = weights + tap->Weight;
            for (nint i = arguments.Inner; i > 0; i--)
            {
                sum = V.MultiplyAdd(V.Broadcast(*w), V.Load(x), sum);
                x += arguments.InputInner;
                w += arguments.WeightInner;
            }
        }

        V.Store(sum, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* output, nint step, V first, V second, V third, V fourth)
    {
        V.Store(first, output);
        V.Store(second, output + step);
        V.Store(third, output + (2 * step));
        V.Store(fourth, output + (3 * step));
    }
}
