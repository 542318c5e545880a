using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keras.Engine.Kernels;

/// <summary>A vector of 128 bits.</summary>
internal readonly unsafe struct V128<T>(Vector128<T> value) : IVector<V128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<T> _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector128<T>.Count;
    }

    public static bool SplitsSubnormals
    {
        [MethodImpl(Inline)]
        get => false;
    }

    [MethodImpl(Inline)]
    public static V128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public static V128<T> Broadcast(T value) => new(Vector128.Create(value));

    // Without AVX2 the compiler makes two instructions of a load and a broadcast, where AVX has one in single precision.
    [MethodImpl(Inline)]
    public static V128<T> Broadcast(T* source) => typeof(T) == typeof(float) && Avx.IsSupported
        ? new(Avx.BroadcastScalarToVector128((float*)source).As<float, T>())
        : new(Vector128.Create(*source));

    [MethodImpl(Inline)]
    public static void Store(V128<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(Inline)]
    public static V128<T> operator +(V128<T> x, V128<T> y) => new(x._value + y._value);

    [MethodImpl(Inline)]
    public static V128<T> operator -(V128<T> x, V128<T> y) => new(x._value - y._value);

    [MethodImpl(Inline)]
    public static V128<T> operator *(V128<T> x, V128<T> y) => new(x._value * y._value);

    [MethodImpl(Inline)]
    public static V128<T> operator /(V128<T> x, V128<T> y) => new(x._value / y._value);

    [MethodImpl(Inline)]
    public static V128<T> operator -(V128<T> x) => new(-x._value);

    [MethodImpl(Inline)]
    public static V128<T> MultiplyAdd(V128<T> x, V128<T> y, V128<T> z) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    // The hardware's maximum gives its second operand when one is NaN: only a NaN in the first needs care.
    [MethodImpl(Inline)]
    public static V128<T> Maximum(V128<T> x, V128<T> y) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(x._value, x._value), Vector128.MaxNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V128<T> Minimum(V128<T> x, V128<T> y) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(x._value, x._value), Vector128.MinNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V128<T> AtLeast(V128<T> x, V128<T> least) => new(Vector128.MaxNative(least._value, x._value));

    [MethodImpl(Inline)]
    public static V128<T> Clamp(V128<T> x, V128<T> least, V128<T> most) => new(Vector128.MinNative(most._value, Vector128.MaxNative(least._value, x._value)));

    [MethodImpl(Inline)]
    public static V128<T> Abs(V128<T> x) => new(Vector128.Abs(x._value));

    [MethodImpl(Inline)]
    public static V128<T> Sqrt(V128<T> x) => new(Vector128.Sqrt(x._value));

    [MethodImpl(Inline)]
    public static V128<T> Floor(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Floor(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Floor(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Round(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Round(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Exp(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Exp(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Exp(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Log(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Log(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Sin(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Sin(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Sin(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Cos(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Cos(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Cos(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> TimesPowerOfTwo(V128<T> x, V128<T> exponent)
    {
        // In two steps, each by a normal power: results below the normal numbers come out right, rounded once.
        V128<T> half = Floor(exponent * Broadcast(T.CreateTruncating(0.5f)));
        return TimesNormalPowerOfTwo(TimesNormalPowerOfTwo(x, half._value), (exponent - half)._value);
    }

    [MethodImpl(Inline)]
    private static V128<T> TimesNormalPowerOfTwo(V128<T> x, Vector128<T> exponent) => typeof(T) == typeof(float)
        ? x * new V128<T>(((Vector128.ConvertToInt32Native(exponent.AsSingle()) + Vector128.Create(127)) << 23).As<int, T>())
        : x * new V128<T>(((Vector128.ConvertToInt64Native(exponent.AsDouble()) + Vector128.Create(1023L)) << 52).As<long, T>());

    [MethodImpl(Inline)]
    public static V128<T> Exponent(V128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.ConvertToSingle((x._value.AsInt32() >>> 23) - Vector128.Create(127)).As<float, T>())
        : new(Vector128.ConvertToDouble((x._value.AsInt64() >>> 52) - Vector128.Create(1023L)).As<double, T>());

    [MethodImpl(Inline)]
    public static V128<T> Significand(V128<T> x) => typeof(T) == typeof(float)
        ? new(((x._value.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).As<int, T>())
        : new(((x._value.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).As<long, T>());

    [MethodImpl(Inline)]
    public static V128<T> CopySign(V128<T> x, V128<T> sign) => new(Vector128.CopySign(x._value, sign._value));

    [MethodImpl(Inline)]
    public static V128<T> Less(V128<T> x, V128<T> y) => new(Vector128.LessThan(x._value, y._value));

    [MethodImpl(Inline)]
    public static V128<T> LessOrEqual(V128<T> x, V128<T> y) => new(Vector128.LessThanOrEqual(x._value, y._value));

    [MethodImpl(Inline)]
    public static V128<T> Equal(V128<T> x, V128<T> y) => new(Vector128.Equals(x._value, y._value));

    [MethodImpl(Inline)]
    public static V128<T> Blend(V128<T> mask, V128<T> x, V128<T> y) => new(Vector128.ConditionalSelect(mask._value, x._value, y._value));

    [MethodImpl(Inline)]
    public static V128<T> ToNumber(V128<T> mask) => new(mask._value & Vector128<T>.One);

    [MethodImpl(Inline)]
    public static T Sum(V128<T> x) => Vector128.Sum(x._value);

    [MethodImpl(Inline)]
    public static void StoreSums(V128<T> x0, V128<T> x1, V128<T> x2, V128<T> x3, T* destination)
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            Vector128<float> a = x0._value.AsSingle(), b = x1._value.AsSingle(), c = x2._value.AsSingle(), d = x3._value.AsSingle();
            a = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
            c = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
            (Sse.MoveLowToHigh(a, c) + Sse.MoveHighToLow(c, a)).Store((float*)destination);
            return;
        }

        destination[0] = Sum(x0);
        destination[1] = Sum(x1);
        destination[2] = Sum(x2);
        destination[3] = Sum(x3);
    }
}
