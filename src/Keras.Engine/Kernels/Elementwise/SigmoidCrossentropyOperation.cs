using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>max(x, 0) - x y + ln(1 + e^-|x|)</summary>
internal readonly struct SigmoidCrossentropyOperation : IBinaryOperation
{
    public static bool IsLong => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OfExponential<V, T>(x, y, ExpOperation.OfNonPositive<V, T>(-V.Abs(x)));

    /// <summary>The same where <paramref name="e"/>, e^-|x|, is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfExponential<V, T>(V x, V y, V e)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (V.AtLeast(x, default) - (x * y)) + LogOfOneAnd<V, T>(e);

    // ln(1 + e) for e from 0 to 1; in single precision a minimax polynomial e + e^2 P(e), whose own error is a tenth of a unit in the last place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfOneAnd<V, T>(V e)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
        {
            return V.Log(V.Broadcast(T.One) + e);
        }

        V p = V.Broadcast(T.CreateTruncating(-3.31846974e-3f));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(2.02045757e-2f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(-5.76644354e-2f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(1.06805556e-1f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(-1.53553978e-1f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(1.96954012e-1f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(-2.49585882e-1f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(3.33305120e-1f)));
        p = V.MultiplyAdd(p, e, V.Broadcast(T.CreateTruncating(-4.99999315e-1f)));
        return V.MultiplyAdd(p, e * e, e);
    }
}
