using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>A vector of one element, for what is too narrow for the hardware's.</summary>
internal readonly unsafe struct V1<T>(T value) : IVector<V1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly T _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    public static bool SplitsSubnormals
    {
        [MethodImpl(Inline)]
        get => true;
    }

    [MethodImpl(Inline)]
    public static V1<T> Load(T* source) => new(*source);

    [MethodImpl(Inline)]
    public static V1<T> Broadcast(T value) => new(value);

    [MethodImpl(Inline)]
    public static V1<T> Broadcast(T* source) => Broadcast(*source);

    [MethodImpl(Inline)]
    public static void Store(V1<T> value, T* destination) => *destination = value._value;

    [MethodImpl(Inline)]
    public static V1<T> operator +(V1<T> x, V1<T> y) => new(x._value + y._value);

    [MethodImpl(Inline)]
    public static V1<T> operator -(V1<T> x, V1<T> y) => new(x._value - y._value);

    [MethodImpl(Inline)]
    public static V1<T> operator *(V1<T> x, V1<T> y) => new(x._value * y._value);

    [MethodImpl(Inline)]
    public static V1<T> operator /(V1<T> x, V1<T> y) => new(x._value / y._value);

    [MethodImpl(Inline)]
    public static V1<T> operator -(V1<T> x) => new(-x._value);

    [MethodImpl(Inline)]
    public static V1<T> MultiplyAdd(V1<T> x, V1<T> y, V1<T> z) => new(T.MultiplyAddEstimate(x._value, y._value, z._value));

    [MethodImpl(Inline)]
    public static V1<T> Maximum(V1<T> x, V1<T> y) => new(T.Max(x._value, y._value));

    [MethodImpl(Inline)]
    public static V1<T> Minimum(V1<T> x, V1<T> y) => new(T.Min(x._value, y._value));

    [MethodImpl(Inline)]
    public static V1<T> AtLeast(V1<T> x, V1<T> least) => Maximum(x, least);

    [MethodImpl(Inline)]
    public static V1<T> Clamp(V1<T> x, V1<T> least, V1<T> most) => new(T.Clamp(x._value, least._value, most._value));

    [MethodImpl(Inline)]
    public static V1<T> Abs(V1<T> x) => new(T.Abs(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Sqrt(V1<T> x) => new(T.Sqrt(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Floor(V1<T> x) => new(T.Floor(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Round(V1<T> x) => new(T.Round(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Exp(V1<T> x) => new(T.Exp(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Log(V1<T> x) => new(T.Log(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Sin(V1<T> x) => new(T.Sin(x._value));

    [MethodImpl(Inline)]
    public static V1<T> Cos(V1<T> x) => new(T.Cos(x._value));

    [MethodImpl(Inline)]
    public static V1<T> TimesPowerOfTwo(V1<T> x, V1<T> exponent) => new(T.ScaleB(x._value, int.CreateSaturating(exponent._value)));

    [MethodImpl(Inline)]
    public static V1<T> Exponent(V1<T> x) => new(T.CreateTruncating(T.ILogB(x._value)));

    [MethodImpl(Inline)]
    public static V1<T> Significand(V1<T> x) => new(T.ScaleB(x._value, -T.ILogB(x._value)));

    [MethodImpl(Inline)]
    public static V1<T> CopySign(V1<T> x, V1<T> sign) => new(T.CopySign(x._value, sign._value));

    [MethodImpl(Inline)]
    public static V1<T> Less(V1<T> x, V1<T> y) => new(x._value < y._value ? T.One : T.Zero);

    [MethodImpl(Inline)]
    public static V1<T> LessOrEqual(V1<T> x, V1<T> y) => new(x._value <= y._value ? T.One : T.Zero);

    [MethodImpl(Inline)]
    public static V1<T> Equal(V1<T> x, V1<T> y) => new(x._value == y._value ? T.One : T.Zero);

    [MethodImpl(Inline)]
    public static V1<T> Blend(V1<T> mask, V1<T> x, V1<T> y) => T.IsZero(mask._value) ? y : x;

    [MethodImpl(Inline)]
    public static V1<T> ToNumber(V1<T> mask) => mask;

    [MethodImpl(Inline)]
    public static T Sum(V1<T> x) => x._value;

    [MethodImpl(Inline)]
    public static void StoreSums(V1<T> x0, V1<T> x1, V1<T> x2, V1<T> x3, T* destination)
    {
        destination[0] = x0._value;
        destination[1] = x1._value;
        destination[2] = x2._value;
        destination[3] = x3._value;
    }
}
