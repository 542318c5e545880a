using System.Numerics;

namespace Keras.Engine.Kernels;

/// <summary>
/// A register of <see cref="Count"/> elements. Kernels are written once over this interface; the JIT compiles them for each
/// implementation (512, 256, 128 bits, one element) and keeps the values in registers, since every implementation is a
/// structure around one hardware vector.
/// </summary>
/// <remarks>
/// Comparisons give masks, which only <see cref="Blend"/> and <see cref="ToNumber"/> understand. Outside of registers truth is a number: 0 is false.
/// </remarks>
internal unsafe interface IVector<TSelf, T>
    where TSelf : unmanaged, IVector<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of elements; a constant to the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>Whether <see cref="Exponent"/> and <see cref="Significand"/> take numbers below the normal ones; a constant to the JIT.</summary>
    static abstract bool SplitsSubnormals { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    /// <summary>The element that lies there, everywhere.</summary>
    static abstract TSelf Broadcast(T* source);

    static abstract void Store(TSelf value, T* destination);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x);

    /// <summary>x * y + z, fused where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The larger; NaN when either is NaN.</summary>
    static abstract TSelf Maximum(TSelf x, TSelf y);

    /// <summary>The smaller; NaN when either is NaN.</summary>
    static abstract TSelf Minimum(TSelf x, TSelf y);

    /// <summary>At least <paramref name="least"/>, which is not NaN; NaN when x is.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf least);

    /// <summary>At least <paramref name="least"/> and at most <paramref name="most"/>, neither of which is NaN; NaN when x is.</summary>
    static abstract TSelf Clamp(TSelf x, TSelf least, TSelf most);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Floor(TSelf x);

    static abstract TSelf Round(TSelf x);

    /// <summary>The exponential to the last digit or two; <see cref="ExpOperation"/> is faster in single precision.</summary>
    static abstract TSelf Exp(TSelf x);

    static abstract TSelf Log(TSelf x);

    static abstract TSelf Sin(TSelf x);

    static abstract TSelf Cos(TSelf x);

    /// <summary>x · 2^exponent, for whole exponents as far from 0 as the numbers' own reach, twice.</summary>
    static abstract TSelf TimesPowerOfTwo(TSelf x, TSelf exponent);

    /// <summary>The e of x = m · 2^e with m from 1 to 2; x is positive, and normal unless <see cref="SplitsSubnormals"/>.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>The m of x = m · 2^e with m from 1 to 2; x is positive, and normal unless <see cref="SplitsSubnormals"/>.</summary>
    static abstract TSelf Significand(TSelf x);

    /// <summary>The magnitude of <paramref name="x"/> with the sign of <paramref name="sign"/>.</summary>
    static abstract TSelf CopySign(TSelf x, TSelf sign);

    /// <summary>A mask of the places where x &lt; y; false for NaN.</summary>
    static abstract TSelf Less(TSelf x, TSelf y);

    static abstract TSelf LessOrEqual(TSelf x, TSelf y);

    static abstract TSelf Equal(TSelf x, TSelf y);

    /// <summary><paramref name="x"/> where <paramref name="mask"/> holds, otherwise <paramref name="y"/>.</summary>
    static abstract TSelf Blend(TSelf mask, TSelf x, TSelf y);

    /// <summary>1 where <paramref name="mask"/> holds, otherwise 0.</summary>
    static abstract TSelf ToNumber(TSelf mask);

    /// <summary>The sum of the elements.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>The sums of the elements of four vectors, one after the other.</summary>
    static abstract void StoreSums(TSelf x0, TSelf x1, TSelf x2, TSelf x3, T* destination);
}
