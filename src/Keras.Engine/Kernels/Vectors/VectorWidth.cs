using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>How wide the vectors are that this processor has, in elements of <typeparamref name="T"/>; 1 without any.</summary>
internal static class VectorWidth<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The widest vector. A constant to the JIT, so that branches on it cost nothing.</summary>
    public static int Widest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? Vector512<T>.Count
            : Vector256.IsHardwareAccelerated ? Vector256<T>.Count
            : Vector128.IsHardwareAccelerated ? Vector128<T>.Count
            : 1;
    }

    /// <summary>The widest vector, up to <paramref name="widest"/> if given, that divides <paramref name="length"/> elements without remainder.</summary>
    public static int Dividing(int length, int? widest = null)
    {
        int width = widest ?? Widest;
        while (length % width != 0)
        {
            width = width > Vector128<T>.Count ? width / 2 : 1;
        }

        return width;
    }

    /// <summary>The widest vector, up to <paramref name="widest"/> if given, two of which are not longer than <paramref name="length"/> elements; 1 if there is none.</summary>
    public static int TwoWithin(int length, int? widest = null)
    {
        int width = widest ?? Widest;
        while (width > 1 && 2 * width > length)
        {
            width = width > Vector128<T>.Count ? width / 2 : 1;
        }

        return width;
    }
}
