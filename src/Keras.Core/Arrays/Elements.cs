using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Keras.Core;

/// <summary>Conversion of runs of elements from the type of the data to the type that is computed in, as NumPy's <c>astype</c>.</summary>
internal static class Elements
{
    public static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        if (typeof(TFrom) == typeof(byte) && typeof(TTo) == typeof(float))
        {
            // The general conversion below takes bytes one by one.
            Convert(MemoryMarshal.AsBytes(source), MemoryMarshal.Cast<TTo, float>(destination));
        }
        else
        {
            TensorPrimitives.ConvertTruncating(source, destination);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ReadOnlySpan<byte> source, Span<float> destination)
    {
        destination = destination[..source.Length];
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)i));
            Store(low, ref to, i);
            Store(high, ref to, i + Vector128<ushort>.Count);
        }
        for (; i < source.Length; i++)
        {
            destination[i] = source[i];
        }

        static void Store(Vector128<ushort> values, ref float to, int at)
        {
            var (low, high) = Vector128.Widen(values);
            Vector128.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref to, (nuint)at);
            Vector128.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref to, (nuint)(at + Vector128<uint>.Count));
        }
    }
}
