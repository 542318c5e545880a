using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>A vector of 256 bits.</summary>
internal readonly unsafe struct V256<T>(Vector256<T> value) : IVector<V256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<T> _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<T>.Count;
    }

    public static bool SplitsSubnormals
    {
        [MethodImpl(Inline)]
        get => false;
    }

    [MethodImpl(Inline)]
    public static V256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public static V256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static V256<T> Broadcast(T* source) => Broadcast(*source);

    [MethodImpl(Inline)]
    public static void Store(V256<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(Inline)]
    public static V256<T> operator +(V256<T> x, V256<T> y) => new(x._value + y._value);

    [MethodImpl(Inline)]
    public static V256<T> operator -(V256<T> x, V256<T> y) => new(x._value - y._value);

    [MethodImpl(Inline)]
    public static V256<T> operator *(V256<T> x, V256<T> y) => new(x._value * y._value);

    [MethodImpl(Inline)]
    public static V256<T> operator /(V256<T> x, V256<T> y) => new(x._value / y._value);

    [MethodImpl(Inline)]
    public static V256<T> operator -(V256<T> x) => new(-x._value);

    [MethodImpl(Inline)]
    public static V256<T> MultiplyAdd(V256<T> x, V256<T> y, V256<T> z) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    // The hardware's maximum gives its second operand when one is NaN: only a NaN in the first needs care.
    [MethodImpl(Inline)]
    public static V256<T> Maximum(V256<T> x, V256<T> y) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(x._value, x._value), Vector256.MaxNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V256<T> Minimum(V256<T> x, V256<T> y) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(x._value, x._value), Vector256.MinNative(x._value, y._value), x._value));

    [MethodImpl(Inline)]
    public static V256<T> AtLeast(V256<T> x, V256<T> least) => new(Vector256.MaxNative(least._value, x._value));

    [MethodImpl(Inline)]
    public static V256<T> Clamp(V256<T> x, V256<T> least, V256<T> most) => new(Vector256.MinNative(most._value, Vector256.MaxNative(least._value, x._value)));

    [MethodImpl(Inline)]
    public static V256<T> Abs(V256<T> x) => new(Vector256.Abs(x._value));

    [MethodImpl(Inline)]
    public static V256<T> Sqrt(V256<T> x) => new(Vector256.Sqrt(x._value));

    [MethodImpl(Inline)]
    public static V256<T> Floor(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Floor(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Floor(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Round(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Round(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Exp(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Exp(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Exp(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Log(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Log(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Sin(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Sin(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Sin(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Cos(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Cos(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Cos(x._value.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> TimesPowerOfTwo(V256<T> x, V256<T> exponent)
    {
        // In two steps, each by a normal power: results below the normal numbers come out right, rounded once.
        V256<T> half = Floor(exponent * Broadcast(T.CreateTruncating(0.5f)));
        return TimesNormalPowerOfTwo(TimesNormalPowerOfTwo(x, half._value), (exponent - half)._value);
    }

    [MethodImpl(Inline)]
    private static V256<T> TimesNormalPowerOfTwo(V256<T> x, Vector256<T> exponent) => typeof(T) == typeof(float)
        ? x * new V256<T>(((Vector256.ConvertToInt32Native(exponent.AsSingle()) + Vector256.Create(127)) << 23).As<int, T>())
        : x * new V256<T>(((Vector256.ConvertToInt64Native(exponent.AsDouble()) + Vector256.Create(1023L)) << 52).As<long, T>());

    [MethodImpl(Inline)]
    public static V256<T> Exponent(V256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.ConvertToSingle((x._value.AsInt32() >>> 23) - Vector256.Create(127)).As<float, T>())
        : new(Vector256.ConvertToDouble((x._value.AsInt64() >>> 52) - Vector256.Create(1023L)).As<double, T>());

    [MethodImpl(Inline)]
    public static V256<T> Significand(V256<T> x) => typeof(T) == typeof(float)
        ? new(((x._value.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).As<int, T>())
        : new(((x._value.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).As<long, T>());

    [MethodImpl(Inline)]
    public static V256<T> CopySign(V256<T> x, V256<T> sign) => new(Vector256.CopySign(x._value, sign._value));

    [MethodImpl(Inline)]
    public static V256<T> Less(V256<T> x, V256<T> y) => new(Vector256.LessThan(x._value, y._value));

    [MethodImpl(Inline)]
    public static V256<T> LessOrEqual(V256<T> x, V256<T> y) => new(Vector256.LessThanOrEqual(x._value, y._value));

    [MethodImpl(Inline)]
    public static V256<T> Equal(V256<T> x, V256<T> y) => new(Vector256.Equals(x._value, y._value));

    [MethodImpl(Inline)]
    public static V256<T> Blend(V256<T> mask, V256<T> x, V256<T> y) => new(Vector256.ConditionalSelect(mask._value, x._value, y._value));

    [MethodImpl(Inline)]
    public static V256<T> ToNumber(V256<T> mask) => new(mask._value & Vector256<T>.One);

    [MethodImpl(Inline)]
    public static T Sum(V256<T> x) => Vector256.Sum(x._value);

    [MethodImpl(Inline)]
    public static void StoreSums(V256<T> x0, V256<T> x1, V256<T> x2, V256<T> x3, T* destination) =>
        V128<T>.StoreSums(x0.Folded(), x1.Folded(), x2.Folded(), x3.Folded(), destination);

    [MethodImpl(Inline)]
    private V128<T> Folded() => new(_value.GetLower() + _value.GetUpper());
}
