using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Core;
using Keras.Engine.Kernels;

namespace Keras.Engine.Fusion;

/// <summary>x, or 0 where it is smaller than anything that matters: far above where its type's precision runs out and arithmetic becomes slow.</summary>
internal sealed record FlushTiny(double Least) : Unary
{
    /// <summary>What is smaller does not matter in <typeparamref name="T"/>, float or double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LeastOf<T>() where T : unmanaged => typeof(T) == typeof(float) ? 1e-30 : 1e-290;

    /// <summary>The square of what is smaller does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double RootOfLeast<T>() where T : unmanaged => typeof(T) == typeof(float) ? 1e-15 : 1e-145;

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
        V.Blend(V.Less(V.Abs(x), V.Broadcast(T.CreateTruncating(FlushTiny.LeastOf<T>()))), V.Broadcast(T.Zero), x);
}
