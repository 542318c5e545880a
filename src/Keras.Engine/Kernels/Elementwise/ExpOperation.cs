using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>e^x</summary>
/// <remarks>
/// Single precision: x = n ln 2 + r, a minimax polynomial 1 + r + r^2 P(r), whose own error is a twentieth of a unit in the last place, and 2^n.
/// Beyond the limits the result is infinite or 0 by itself. Double precision is left to the runtime.
/// </remarks>
internal readonly struct ExpOperation : IUnaryOperation
{
    private const float Least = -104, Most = 89;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) != typeof(float) ? V.Exp(x) : OfLimited<V, T>(V.Clamp(x, V.Broadcast(T.CreateTruncating(Least)), V.Broadcast(T.CreateTruncating(Most))));

    /// <summary>The same of a number that is known not to be positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfNonPositive<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) != typeof(float) ? V.Exp(x) : OfLimited<V, T>(V.AtLeast(x, V.Broadcast(T.CreateTruncating(Least))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfLimited<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V n = V.Round(x * V.Broadcast(T.CreateTruncating(1.44269504f)));
        V r = V.MultiplyAdd(n, V.Broadcast(T.CreateTruncating(-0.693359375f)), x);
        r = V.MultiplyAdd(n, V.Broadcast(T.CreateTruncating(2.12194440e-4f)), r);

        V p = V.Broadcast(T.CreateTruncating(1.38146023e-3f));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(8.36871751e-3f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(4.16683890e-2f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(1.66665211e-1f)));
        p = V.MultiplyAdd(p, r, V.Broadcast(T.CreateTruncating(4.99999940e-1f)));
        p = V.MultiplyAdd(p, r * r, r) + V.Broadcast(T.One);
        return V.TimesPowerOfTwo(p, n);
    }
}
