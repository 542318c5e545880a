using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>e^x</summary>
/// <remarks>
/// Single precision: x = n ln 2 + r, a polynomial in r (Cephes, S. L. Moshier), and 2^n.
/// Beyond the limits the result is infinite or 0 by itself. Double precision is left to the runtime.
/// </remarks>
internal readonly struct ExpOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
        {
            return V.Exp(x);
        }

        x = V.Clamp(x, V.Broadcast(T.CreateTruncating(-104f)), V.Broadcast(T.CreateTruncating(89f)));
        V n = V.Round(x * V.Broadcast(T.CreateTruncating(1.44269504f)));
        V r = V.MultiplyAdd(n, V.Broadcast(T.CreateTruncating(-0.693359375f)), x);
        r = V.MultiplyAdd(n, V.Broadcast(T.CreateTruncating(2.12194440e-4f)), r);

        V p = V.Broadcast(T.CreateTruncating(1.9875691500e-4f));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(1.3981999507e-3f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(8.3334519073e-3f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(4.1665795894e-2f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(1.6666665459e-1f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(5.0000001201e-1f)));
        p = V.MultiplyAdd(p, r * r, r) + V.Broadcast(T.One);
        return V.TimesPowerOfTwo(p, n);
    }
}
