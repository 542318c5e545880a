using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>
/// The inner loop of convolutions to few channels without lanes: vectors lie along the channels that are summed, in the image as in the kernel, and each of a few columns by
/// one or two channels of the output is a sum of vectors, whose elements are added at the end. The channels are a multiple of a vector.
/// </summary>
internal static unsafe class WindowsDots<V, T>
    where V : unmanaged, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Tiles of 4 columns and 1, by 2 channels and 1.</summary>
    public static void Run(in WindowsTileArguments<T> a, T* input, T* weights, T* output, int columns, int channels)
    {
        while (columns > 0)
        {
            int wide = columns >= 4 ? 4 : 1;
            for (int channel = 0; channel < channels;)
            {
                bool isPair = channel + 1 < channels;
                T* w = weights + (channel * a.WeightOutput), y = output + (channel * a.OutputChannel);
                switch (wide)
                {
                    case 4 when isPair: Run<Rows4, Rows2>(a, input, w, y); break;
                    case 4: Run<Rows4, Rows1>(a, input, w, y); break;
                    case 1 when isPair: Run<Rows1, Rows2>(a, input, w, y); break;
                    default: Run<Rows1, Rows1>(a, input, w, y); break;
                }

                channel += isPair ? 2 : 1;
            }

            input += wide * a.InputColumn;
            output += wide * a.OutputColumn;
            columns -= wide;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TColumns, TChannels>(in WindowsTileArguments<T> arguments, T* input, T* weights, T* output)
        where TColumns : struct, ITileRows
        where TChannels : struct, ITileRows
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        nint column = arguments.InputColumn, twoColumns = 2 * column, threeColumns = 3 * column, channel = arguments.WeightOutput, inner = arguments.Inner;
        TapOffset* tap = arguments.Taps, end = tap + arguments.TapCount;
        for (; tap < end; tap++)
        {
            T* x = input + tap->Input, w = weights + tap->Weight;
            for (nint i = inner; i > 0; i -= V.Count)
            {
                V w0 = V.Load(w), w1 = default, v = V.Load(x);
                c00 = V.MultiplyAdd(v, w0, c00);
                if (TChannels.Count > 1)
                {
                    w1 = V.Load(w + channel);
                    c01 = V.MultiplyAdd(v, w1, c01);
                }

                if (TColumns.Count > 1)
                {
                    v = V.Load(x + column);
                    c10 = V.MultiplyAdd(v, w0, c10);
                    c11 = TChannels.Count > 1 ? V.MultiplyAdd(v, w1, c11) : c11;
                    v = V.Load(x + twoColumns);
                    c20 = V.MultiplyAdd(v, w0, c20);
                    c21 = TChannels.Count > 1 ? V.MultiplyAdd(v, w1, c21) : c21;
                    v = V.Load(x + threeColumns);
                    c30 = V.MultiplyAdd(v, w0, c30);
                    c31 = TChannels.Count > 1 ? V.MultiplyAdd(v, w1, c31) : c31;
                }

                x += V.Count;
                w += V.Count;
            }
        }

        Store<TChannels>(c00, c01, output);
        if (TColumns.Count > 1)
        {
            nint step = arguments.OutputColumn;
            Store<TChannels>(c10, c11, output + step);
            Store<TChannels>(c20, c21, output + (2 * step));
            Store<TChannels>(c30, c31, output + (3 * step));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TChannels>(V first, V second, T* output)
        where TChannels : struct, ITileRows
    {
        output[0] = V.Sum(first);
        if (TChannels.Count > 1)
        {
            output[1] = V.Sum(second);
        }
    }
}
