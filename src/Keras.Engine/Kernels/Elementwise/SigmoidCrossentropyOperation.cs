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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The logarithm's operand lies from 1 to 2; where it is NaN, x is, and so is the result.
        V logarithm = LogOperation.OfNormal<V, T>(V.Broadcast(T.One) + ExpOperation.Invoke<V, T>(-V.Abs(x)));
        return (V.Maximum(x, default) - (x * y)) + logarithm;
    }
}
