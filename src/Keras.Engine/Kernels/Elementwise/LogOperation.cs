using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Natural logarithm; minus infinity at 0, NaN below.</summary>
/// <remarks>
/// Single precision: x = m · 2^e with m around 1, a polynomial in m - 1 (Cephes, S. L. Moshier), and e ln 2 in two parts. Numbers below the normal ones
/// are scaled up first where vectors cannot split them. Double precision is left to the runtime.
/// </remarks>
internal readonly struct LogOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
        {
            return V.Log(x);
        }

        V zero = default, e, m;
        if (V.SplitsSubnormals)
        {
            e = V.Exponent(x);
            m = V.Significand(x);
        }
        else
        {
            V tiny = V.Less(x, V.Broadcast(T.CreateTruncating(1.17549435e-38f)));
            V normal = V.Blend(tiny, x * V.Broadcast(T.CreateTruncating(8388608f)), x);
            e = V.Exponent(normal) - V.Blend(tiny, V.Broadcast(T.CreateTruncating(23f)), zero);
            m = V.Significand(normal);
        }

        V one = V.Broadcast(T.One);
        V above = V.Less(V.Broadcast(T.CreateTruncating(1.41421356f)), m);
        e += V.Blend(above, one, default);
        m = V.Blend(above, m * V.Broadcast(T.CreateTruncating(0.5f)), m) - one;

        V z = m * m;
        V p = V.Broadcast(T.CreateTruncating(7.0376836292e-2f));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(-1.1514610310e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(1.1676998740e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(-1.2420140846e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(1.4249322787e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(-1.6668057665e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(2.0000714765e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(-2.4999993993e-1f)));
        p = V.MultiplyAdd(p, m, V.Broadcast(T.CreateTruncating(3.3333331174e-1f)));
        V y = V.MultiplyAdd(e, V.Broadcast(T.CreateTruncating(-2.12194440e-4f)), m * z * p);
        y = V.MultiplyAdd(z, V.Broadcast(T.CreateTruncating(-0.5f)), y);
        V result = V.MultiplyAdd(e, V.Broadcast(T.CreateTruncating(0.693359375f)), m + y);
        V infinity = V.Broadcast(T.PositiveInfinity);
        V outside = V.Blend(V.Equal(x, zero), -infinity, V.Broadcast(T.NaN));
        return V.Blend(V.Equal(x, infinity), infinity, V.Blend(V.Less(zero, x), result, outside));
    }
}
