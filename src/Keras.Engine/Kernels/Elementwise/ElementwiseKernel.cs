using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Engine.Kernels;

/// <summary>
/// The driver of all elementwise kernels: destination[i] = operation(x[i], y[i], z[i]).
/// </summary>
/// <remarks>
/// Whole vectors first; the remainder is copied into one vector, padded with zeros, so that an element's bits do not depend on where it lies
/// in the array. A single number is spread over a vector that is read again and again. The destination may be one of the operands;
/// other overlaps are not allowed.
/// </remarks>
internal static unsafe class ElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostElements = 16;

    public static void Unary<TOperation>(T* destination, Operand<T>* operands, nint length)
        where TOperation : struct, IUnaryOperation => Run<OfUnary<TOperation>>(destination, operands, length);

    public static void Binary<TOperation>(T* destination, Operand<T>* operands, nint length)
        where TOperation : struct, IBinaryOperation => Run<OfBinary<TOperation>>(destination, operands, length);

    public static void Ternary<TOperation>(T* destination, Operand<T>* operands, nint length)
        where TOperation : struct, ITernaryOperation => Run<OfTernary<TOperation>>(destination, operands, length);

    private static void Run<TArity>(T* destination, Operand<T>* operands, nint length)
        where TArity : struct, IArity
    {
        if (VectorWidth<T>.Widest == Vector512<T>.Count)
        {
            Run<TArity, V512<T>>(destination, operands, length);
        }
        else if (VectorWidth<T>.Widest == Vector256<T>.Count)
        {
            Run<TArity, V256<T>>(destination, operands, length);
        }
        else
        {
            Run<TArity, V128<T>>(destination, operands, length);
        }
    }

    [SkipLocalsInit]
    private static void Run<TArity, V>(T* destination, Operand<T>* operands, nint length)
        where TArity : struct, IArity
        where V : unmanaged, IVector<V, T>
    {
        T* spread = stackalloc T[3 * MostElements];
        T** pointers = stackalloc T*[3];
        nint* steps = stackalloc nint[3];
        for (int i = 0; i < 3; i++)
        {
            pointers[i] = spread + (i * MostElements);
            steps[i] = 0;
            if (i >= TArity.Operands)
            {
                continue;
            }

            if (operands[i].Step == 0)
            {
                V.Store(V.Broadcast(*operands[i].Pointer), pointers[i]);
            }
            else
            {
                pointers[i] = operands[i].Pointer;
                steps[i] = 1;
            }
        }

        T* x = pointers[0], y = pointers[1], z = pointers[2];
        nint xStep = steps[0], yStep = steps[1], zStep = steps[2];
        nint index = 0;

        // By pointers that move, and two vectors a turn where the work on each is little: the loop's own is then small beside it.
        nint xNext = xStep * V.Count, yNext = yStep * V.Count, zNext = zStep * V.Count;
        T* xAt = x, yAt = y, zAt = z, to = destination;
        for (; TArity.IsShort && index <= length - (2 * V.Count); index += 2 * V.Count)
        {
            V first = TArity.Invoke<V>(xAt, yAt, zAt), second = TArity.Invoke<V>(xAt + xNext, yAt + yNext, zAt + zNext);
            V.Store(first, to);
            V.Store(second, to + V.Count);
            xAt += 2 * xNext;
            yAt += 2 * yNext;
            zAt += 2 * zNext;
            to += 2 * V.Count;
        }

        // The function stands here once for whole vectors and the remainder: the JIT stops inlining where there is too much of it.
        T* result = stackalloc T[MostElements];
        for (; index < length; index += V.Count)
        {
            nint rest = length - index;
            if (rest < V.Count)
            {
                xAt = Padded(xAt, xStep, rest, spread);
                yAt = TArity.Operands > 1 ? Padded(yAt, yStep, rest, spread + MostElements) : null;
                zAt = TArity.Operands > 2 ? Padded(zAt, zStep, rest, spread + (2 * MostElements)) : null;
            }

            V.Store(TArity.Invoke<V>(xAt, yAt, zAt), rest < V.Count ? result : to);
            if (rest < V.Count)
            {
                Unsafe.CopyBlockUnaligned(to, result, (uint)(rest * sizeof(T)));
            }

            xAt += xNext;
            yAt += yNext;
            zAt += zNext;
            to += V.Count;
        }
    }

    private static T* Padded(T* source, nint step, nint rest, T* buffer)
    {
        if (step == 0)
        {
            return source;
        }

        Unsafe.InitBlockUnaligned(buffer, 0, (uint)(MostElements * sizeof(T)));
        Unsafe.CopyBlockUnaligned(buffer, source, (uint)(rest * sizeof(T)));
        return buffer;
    }

    /// <summary>Loads as many operands as the operation has.</summary>
    private interface IArity
    {
        static abstract int Operands { get; }

        /// <summary>Whether the work on a vector is little.</summary>
        static abstract bool IsShort { get; }

        static abstract V Invoke<V>(T* x, T* y, T* z)
            where V : unmanaged, IVector<V, T>;
    }

    private readonly struct OfUnary<TOperation> : IArity
        where TOperation : struct, IUnaryOperation
    {
        public static int Operands => 1;

        public static bool IsShort => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(T* x, T* y, T* z)
            where V : unmanaged, IVector<V, T> => TOperation.Invoke<V, T>(V.Load(x));
    }

    private readonly struct OfBinary<TOperation> : IArity
        where TOperation : struct, IBinaryOperation
    {
        public static int Operands => 2;

        public static bool IsShort => !TOperation.IsLong;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(T* x, T* y, T* z)
            where V : unmanaged, IVector<V, T> => TOperation.Invoke<V, T>(V.Load(x), V.Load(y));
    }

    private readonly struct OfTernary<TOperation> : IArity
        where TOperation : struct, ITernaryOperation
    {
        public static int Operands => 3;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(T* x, T* y, T* z)
            where V : unmanaged, IVector<V, T> => TOperation.Invoke<V, T>(V.Load(x), V.Load(y), V.Load(z));
    }
}
