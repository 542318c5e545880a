using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keras.Engine.Kernels;

/// <summary>A vector of 512 bits, which are AVX-512's.</summary>
internal readonly unsafe struct V512<T>(Vector512<T> value) : IVector<V512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<T> _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<T>.Count;
    }

    public static bool SplitsSubnormals
    {
        [MethodImpl(Inline)]
        get => true;
    }

    [MethodImpl(Inline)]
    public static V512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static V512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static V512<T> Broadcast(T* source) => Broadcast(*source);

    [MethodImpl(Inline)]
    public static void Store(V512<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(Inline)]
    public static V512<T> operator +(V512<T> x, V512<T> y) => new(x._value + y._value);

    [MethodImpl(Inline)]
    public static V512<T> operator -(V512<T> x, V512<T> y) => new(x._value - y._value);

    [MethodImpl(Inline)]
    public static V512<T> operator *(V512<T> x, V512<T> y) => new(x._value * y._value);

    [MethodImpl(Inline)]
    public static V512<T> operator /(V512<T> x, V512<T> y) => new(x._value / y._value);

    [MethodImpl(Inline)]
    public static V512<T> operator -(V512<T> x) => new(-x._value);

    [MethodImpl(Inline)]
    public static V512<T> MultiplyAdd(V512<T> x, V512<T> y, V512<T> z) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    // The hardware's maximum gives its second operand when one is NaN: only a NaN in the first needs care.
    [MethodImpl(Inline)]
    public static V512<T> Maximum(V512<T> x, V512<T> y) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(x._value, x._value), Vector512.MaxNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V512<T> Minimum(V512<T> x, V512<T> y) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(x._value, x._value), Vector512.MinNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V512<T> AtLeast(V512<T> x, V512<T> least) => new(Vector512.MaxNative(least._value, x._value));

    [MethodImpl(Inline)]
    public static V512<T> Clamp(V512<T> x, V512<T> least, V512<T> most) => new(Vector512.MinNative(most._value, Vector512.MaxNative(least._value, x._value)));

    [MethodImpl(Inline)]
    public static V512<T> Abs(V512<T> x) => new(Vector512.Abs(x._value));

    [MethodImpl(Inline)]
    public static V512<T> Sqrt(V512<T> x) => new(Vector512.Sqrt(x._value));

    [MethodImpl(Inline)]
    public static V512<T> Floor(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Floor(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Floor(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Round(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Round(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Exp(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Exp(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Exp(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Log(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Log(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Sin(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Sin(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Sin(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Cos(V512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Cos(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Cos(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> TimesPowerOfTwo(V512<T> x, V512<T> exponent) => typeof(T) == typeof(float)
        ? new(Avx512F.Scale(x._value.AsSingle(), exponent._value.AsSingle()).As<float, T>())
        : new(Avx512F.Scale(x._value.AsDouble(), exponent._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Exponent(V512<T> x) => typeof(T) == typeof(float)
        ? new(Avx512F.GetExponent(x._value.AsSingle()).As<float, T>())
        : new(Avx512F.GetExponent(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> Significand(V512<T> x) => typeof(T) == typeof(float)
        ? new(Avx512F.GetMantissa(x._value.AsSingle(), 0).As<float, T>())
        : new(Avx512F.GetMantissa(x._value.AsDouble(), 0).As<double, T>());

    [MethodImpl(Inline)]
    public static V512<T> CopySign(V512<T> x, V512<T> sign) => new(Vector512.CopySign(x._value, sign._value));

    [MethodImpl(Inline)]
    public static V512<T> Less(V512<T> x, V512<T> y) => new(Vector512.LessThan(x._value, y._value));

    [MethodImpl(Inline)]
    public static V512<T> LessOrEqual(V512<T> x, V512<T> y) => new(Vector512.LessThanOrEqual(x._value, y._value));

    [MethodImpl(Inline)]
    public static V512<T> Equal(V512<T> x, V512<T> y) => new(Vector512.Equals(x._value, y._value));

    [MethodImpl(Inline)]
    public static V512<T> Blend(V512<T> mask, V512<T> x, V512<T> y) => new(Vector512.ConditionalSelect(mask._value, x._value, y._value));

    [MethodImpl(Inline)]
    public static V512<T> ToNumber(V512<T> mask) => new(mask._value & Vector512<T>.One);

    [MethodImpl(Inline)]
    public static T Sum(V512<T> x) => Vector512.Sum(x._value);

    [MethodImpl(Inline)]
    public static void StoreSums(V512<T> x0, V512<T> x1, V512<T> x2, V512<T> x3, T* destination) =>
        V256<T>.StoreSums(x0.Folded(), x1.Folded(), x2.Folded(), x3.Folded(), destination);

    [MethodImpl(Inline)]
    private V256<T> Folded() => new(_value.GetLower() + _value.GetUpper());
}
