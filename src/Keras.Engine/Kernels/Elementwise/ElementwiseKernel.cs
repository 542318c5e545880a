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
        nint rest = length % V.Count, whole = length - rest;
        Whole<TArity, V>(destination, x, y, z, xStep, yStep, zStep, whole);
        if (rest == 0)
        {
            return;
        }

        T* result = stackalloc T[MostElements];
        x = Padded(x + (xStep * whole), xStep, rest, spread);
        y = Padded(y + (yStep * whole), yStep, rest, spread + MostElements);
        z = Padded(z + (zStep * whole), zStep, rest, spread + (2 * MostElements));
        Whole<TArity, V>(result, x, y, z, xStep, yStep, zStep, V.Count);
        Unsafe.CopyBlockUnaligned(destination + whole, result, (uint)(rest * sizeof(T)));
    }

    // Apart from the remainder, whose calls would keep the JIT from holding the function's constants in registers.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Whole<TArity, V>(T* to, T* x, T* y, T* z, nint xStep, nint yStep, nint zStep, nint length)
        where TArity : struct, IArity
        where V : unmanaged, IVector<V, T>
    {
        // By pointers that move, and two vectors a turn where the work on each is little: the loop's own is then small beside it.
        nint xNext = xStep * V.Count, yNext = yStep * V.Count, zNext = zStep * V.Count;
        T* end = to + length;
        for (; TArity.IsShort && end - to >= 2 * V.Count; to += 2 * V.Count)
        {
            V first = TArity.Invoke<V>(x, y, z), second = TArity.Invoke<V>(x + xNext, y + yNext, z + zNext);
            V.Store(first, to);
            V.Store(second, to + V.Count);
            x += 2 * xNext;
            y += 2 * yNext;
            z += 2 * zNext;
        }

        for (; to < end; to += V.Count)
        {
            V.Store(TArity.Invoke<V>(x, y, z), to);
            x += xNext;
            y += yNext;
            z += zNext;
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
