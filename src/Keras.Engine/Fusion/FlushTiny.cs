using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Core;
using Keras.Engine.Kernels;

namespace Keras.Engine.Fusion;

/// <summary>x, or 0 where it is smaller than anything that matters: 1e-30, far above where single precision runs out and arithmetic becomes slow.</summary>
internal sealed record FlushTiny : Unary
{
    public const double Least = 1e-30;

    public override double Evaluate(double x) => Math.Abs(x) < Least ? 0 : x;

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient;
}

/// <inheritdoc cref="FlushTiny"/>
internal readonly struct FlushTinyOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Blend(V.Less(V.Abs(x), V.Broadcast(T.CreateTruncating(FlushTiny.Least))), V.Broadcast(T.Zero), x);
}
