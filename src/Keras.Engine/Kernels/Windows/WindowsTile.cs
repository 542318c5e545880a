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
/// The inner loop of convolutions in lanes: a few columns by four or eight channels of the output, one vector of lanes each (or eight vectors of one channel), stay in
/// registers while taps and input channels pass by. Inputs are read as vectors, weights broadcast: output[column, channel] = Σ input[column, tap, i] · weight[tap, i, channel].
/// </summary>
internal static unsafe class WindowsTile<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Some columns and channels of one vector of lanes: tiles of 3, 2 and 1 columns by 8 channels where there are registers enough, then by 4, channels that
    /// are left one at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunColumns(in WindowsTileArguments<T> a, T* input, T* weights, T* output, int columns, int channels)
    {
        int eights = Registers.AreMany ? channels / 8 : 0, fours = (channels - (8 * eights)) / 4;
        while (columns > 0)
        {
            int wide = columns == 4 ? 2 : Math.Min(columns, 3);
            switch (wide)
            {
                case 3: Run<Rows3>(a, input, weights, output, eights, fours); break;
                case 2: Run<Rows2>(a, input, weights, output, eights, fours); break;
                default: Run<Rows1>(a, input, weights, output, eights, fours); break;
            }

            for (int channel = (8 * eights) + (4 * fours); channel < channels; channel++)
            {
                RunOneChannel(a, input, weights + (channel * a.WeightOutput), output + (channel * a.OutputChannel), wide, V.Count);
            }

            input += wide * a.InputColumn;
            output += wide * a.OutputColumn;
            columns -= wide;
        }
    }

    /// <summary>Some columns of one channel, all lanes of a column next to each other in a tile: 8 vectors at a time, then 4, then 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunOneChannel(in WindowsTileArguments<T> a, T* input, T* weights, T* output, int columns, int lanes)
    {
        int vectors = columns * (lanes / V.Count), perColumn = lanes / V.Count;
        for (int done = 0; done < vectors;)
        {
            (int column, int vector) = Math.DivRem(done, perColumn);
            T* x = input + (column * a.InputColumn) + (vector * V.Count), y = output + (column * a.OutputColumn) + (vector * V.Count);
            int count = vectors - done >= 8 ? 8 : vectors - done >= 4 ? 4 : 1;
            VectorSteps from = Steps(perColumn, a.InputColumn), to = Steps(perColumn, a.OutputColumn);
            switch (count)
            {
                case 8: OneChannel<Rows8>(a, x, from, weights, y, to); break;
                case 4: OneChannel<Rows4>(a, x, from, weights, y, to); break;
                default: OneChannel<Rows1>(a, x, from, weights, y, to); break;
            }

            done += count;
        }
    }

    // The distances to the next vector, to the one after, and to the fourth after, when a column holds 1, 2, 4 or more vectors.
    private static VectorSteps Steps(int perColumn, nint column) => perColumn switch
    {
        1 => new(column, 2 * column, 4 * column),
        2 => new(V.Count, column, 2 * column),
        4 => new(V.Count, 2 * V.Count, column),
        _ => new(V.Count, 2 * V.Count, 4 * V.Count),
    };

    private readonly record struct VectorSteps(nint One, nint Two, nint Four);

    private static void Run<TColumns>(in WindowsTileArguments<T> a, T* input, T* weights, T* output, int eights, int fours)
        where TColumns : struct, ITileRows
    {
        if (eights > 0)
        {
            Run<TColumns, Rows8>(a, input, weights, output, eights);
        }

        if (fours > 0)
        {
            Run<TColumns, Rows4>(a, input, weights + (8 * eights * a.WeightOutput), output + (8 * eights * a.OutputChannel), fours);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TColumns, TChannels>(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output, int tiles)
        where TColumns : struct, ITileRows
        where TChannels : struct, ITileRows
    {
        nint column = arguments.InputColumn, inputInner = arguments.InputInner, weightInner = arguments.WeightInner, channel = arguments.WeightOutput;
        nint inner = arguments.Inner, twoColumns = 2 * column, threeChannels = 3 * channel;
        for (; tiles > 0; tiles--)
        {
            V c00 = default, c01 = default, c02 = default, c03 = default, c04 = default, c05 = default, c06 = default, c07 = default;
            V c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default, c16 = default, c17 = default;
            V c20 = default, c21 = default, c22 = default, c23 = default, c24 = default, c25 = default, c26 = default, c27 = default;
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
                    if (TChannels.Count > 4)
                    {
                        T* w4 = w + (4 * channel);
                        b = V.Broadcast(w4[0]);
                        c04 = V.MultiplyAdd(x0, b, c04);
                        c14 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c14) : c14;
                        c24 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c24) : c24;
                        b = V.Broadcast(w4[channel]);
                        c05 = V.MultiplyAdd(x0, b, c05);
                        c15 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c15) : c15;
                        c25 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c25) : c25;
                        b = V.Broadcast(w4[2 * channel]);
                        c06 = V.MultiplyAdd(x0, b, c06);
                        c16 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c16) : c16;
                        c26 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c26) : c26;
                        b = V.Broadcast(w4[threeChannels]);
                        c07 = V.MultiplyAdd(x0, b, c07);
                        c17 = TColumns.Count > 1 ? V.MultiplyAdd(x1, b, c17) : c17;
                        c27 = TColumns.Count > 2 ? V.MultiplyAdd(x2, b, c27) : c27;
                    }

                    x += inputInner;
                    w += weightInner;
                }
            }

            nint step = arguments.OutputChannel;
            Store(output, step, c00, c01, c02, c03);
            if (TChannels.Count > 4)
            {
                Store(output + (4 * step), step, c04, c05, c06, c07);
            }

            if (TColumns.Count > 1)
            {
                Store(output + arguments.OutputColumn, step, c10, c11, c12, c13);
            }

            if (TColumns.Count > 1 && TChannels.Count > 4)
            {
                Store(output + arguments.OutputColumn + (4 * step), step, c14, c15, c16, c17);
            }

            if (TColumns.Count > 2)
            {
                Store(output + (2 * arguments.OutputColumn), step, c20, c21, c22, c23);
            }

            if (TColumns.Count > 2 && TChannels.Count > 4)
            {
                Store(output + (2 * arguments.OutputColumn) + (4 * step), step, c24, c25, c26, c27);
            }

            weights += TChannels.Count * channel;
            output += TChannels.Count * step;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void OneChannel<TVectors>(in WindowsTileArguments<T> arguments, T* input, VectorSteps from, T* weights, T* output, VectorSteps to)
        where TVectors : struct, ITileRows
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        nint inputInner = arguments.InputInner, weightInner = arguments.WeightInner, inner = arguments.Inner;
        nint one = from.One, two = from.Two, three = one + two;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, x4 = x + from.Four, w = weights + tap->Weight;
            for (nint i = inner; i > 0; i--)
            {
                V b = V.Broadcast(*w);
                c0 = V.MultiplyAdd(b, V.Load(x), c0);
                if (TVectors.Count > 1)
                {
                    c1 = V.MultiplyAdd(b, V.Load(x + one), c1);
                    c2 = V.MultiplyAdd(b, V.Load(x + two), c2);
                    c3 = V.MultiplyAdd(b, V.Load(x + three), c3);
                }

                if (TVectors.Count > 4)
                {
                    c4 = V.MultiplyAdd(b, V.Load(x4), c4);
                    c5 = V.MultiplyAdd(b, V.Load(x4 + one), c5);
                    c6 = V.MultiplyAdd(b, V.Load(x4 + two), c6);
                    c7 = V.MultiplyAdd(b, V.Load(x4 + three), c7);
                }

                x += inputInner;
                x4 += inputInner;
                w += weightInner;
            }
        }

        V.Store(c0, output);
        if (TVectors.Count > 1)
        {
            V.Store(c1, output + to.One);
            V.Store(c2, output + to.Two);
            V.Store(c3, output + to.One + to.Two);
        }

        if (TVectors.Count > 4)
        {
            output += to.Four;
            V.Store(c4, output);
            V.Store(c5, output + to.One);
            V.Store(c6, output + to.Two);
            V.Store(c7, output + to.One + to.Two);
        }
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
