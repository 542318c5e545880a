using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>Hyperbolic tangent.</summary>
/// <remarks>
/// |x| below 0.625: x + x z P(z) / Q(z) with z = x^2 (Cephes, S. L. Moshier). Above: 1 - 2 / (e^(2|x|) + 1), where an exponential that
/// overflows leaves 1.
/// </remarks>
internal readonly struct TanhOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x), one = V.Broadcast(T.One), two = V.Broadcast(T.CreateTruncating(2));
        V large = one - (two / (ExpOperation.Invoke<V, T>(magnitude + magnitude) + one));

        V z = x * x;
        V p = V.Broadcast(T.CreateTruncating(-9.64399179425052238628E-1));
        p = V.MultiplyAdd(p, z, V.Broadcast(T.CreateTruncating(-9.92877231001918586564E1)));
        p = V.MultiplyAdd(p, z, V.Broadcast(T.CreateTruncating(-1.61468768441708447952E3)));
        V q = z + V.Broadcast(T.CreateTruncating(1.12811678491632931402E2));
        q = V.MultiplyAdd(q, z, V.Broadcast(T.CreateTruncating(2.23548839060100448583E3)));
        q = V.MultiplyAdd(q, z, V.Broadcast(T.CreateTruncating(4.84406305325125486048E3)));
        V small = V.MultiplyAdd(x * z, p / q, x);

        return V.Blend(V.Less(magnitude, V.Broadcast(T.CreateTruncating(0.625))), small, V.CopySign(large, x));
    }
}
