using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>
/// The cross-entropy of a sigmoid and its gradient in one pass: <c>max(x, 0) - x y + ln(1 + e^-|x|)</c> and <c>(sigmoid(x) - y) g</c>, which share the exponential. x are the logits,
/// or what limits leave of them: the gradient is then 0 for a logit outside. Arrays of logits and y, numbers g and the limits.
/// </summary>
internal static unsafe class CrossentropyStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostElements = 16;

    /// <param name="destination">The gradient.</param>
    /// <param name="operands">Logits, y and g; then where the cross-entropy goes.</param>
    /// <param name="length">How many elements.</param>
    public static void Run(T* destination, Operand<T>* operands, nint length) => Run(destination, operands[3].Pointer, operands, null, length);

    /// <summary>The same with the least and the most that x may be before the place of the cross-entropy.</summary>
    public static void RunLimited(T* destination, Operand<T>* operands, nint length) => Run(destination, operands[5].Pointer, operands, operands + 3, length);

    private static void Run(T* gradients, T* losses, Operand<T>* operands, Operand<T>* limits, nint length)
    {
        if (VectorWidth<T>.Widest == V512<T>.Count)
        {
            Run<V512<T>>(gradients, losses, operands, limits, length);
        }
        else if (VectorWidth<T>.Widest == V256<T>.Count)
        {
            Run<V256<T>>(gradients, losses, operands, limits, length);
        }
        else
        {
            Run<V128<T>>(gradients, losses, operands, limits, length);
        }
    }

    // The remainder is padded to a vector, so that an element's bits do not depend on where it lies.
    [SkipLocalsInit]
    private static void Run<V>(T* gradients, T* losses, Operand<T>* operands, Operand<T>* limits, nint length) where V : unmanaged, IVector<V, T>
    {
        T* logits = operands[0].Pointer, targets = operands[1].Pointer, factor = operands[2].Pointer;
        nint rest = length % V.Count, whole = length - rest;
        Vectors<V>(gradients, losses, logits, targets, factor, limits, whole);
        if (rest > 0)
        {
            T* first = stackalloc T[2 * MostElements], second = first + MostElements;
            new Span<T>(first, 2 * MostElements).Clear();
            uint bytes = (uint)(rest * sizeof(T));
            Unsafe.CopyBlockUnaligned(first, logits + whole, bytes);
            Unsafe.CopyBlockUnaligned(second, targets + whole, bytes);
            Vectors<V>(first, second, first, second, factor, limits, V.Count);
            Unsafe.CopyBlockUnaligned(gradients + whole, first, bytes);
            Unsafe.CopyBlockUnaligned(losses + whole, second, bytes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<V>(T* gradients, T* losses, T* logits, T* targets, T* factor, Operand<T>* limits, nint length) where V : unmanaged, IVector<V, T>
    {
        V g = V.Broadcast(*factor), one = V.Broadcast(T.One);
        bool isLimited = limits is not null;
        V least = isLimited ? V.Broadcast(*limits[0].Pointer) : default, most = isLimited ? V.Broadcast(*limits[1].Pointer) : default;
        for (nint i = 0; i < length; i += V.Count)
        {
            V z = V.Load(logits + i), y = V.Load(targets + i);
            V x = isLimited ? V.Clamp(z, least, most) : z;
            V e = ExpOperation.OfNonPositive<V, T>(-V.Abs(x));
            V sigmoid = V.Blend(V.Less(x, default), e, one) / (one + e);
            V gradient = (sigmoid - y) * g;
            V.Store(SigmoidCrossentropyOperation.OfExponential<V, T>(x, y, e), losses + i);
            V.Store(isLimited ? V.Blend(V.Equal(x, z), gradient, default) : gradient, gradients + i);
        }
    }
}
