using System.Numerics;

namespace Keras.Engine.Kernels;

/// <summary>x^y, element by element: a logarithm and an exponential in <typeparamref name="T"/> would lose digits.</summary>
internal static unsafe class PowerKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(T* destination, Operand<T>* operands, nint length)
    {
        Operand<T> x = operands[0], y = operands[1];
        if (y.Step == 0 && *y.Pointer == T.CreateTruncating(2))
        {
            Operand<T>* square = stackalloc Operand<T>[] { x, x };
            ElementwiseKernel<T>.Binary<MultiplyOperation>(destination, square, length);
            return;
        }

        for (nint i = 0; i < length; i++)
        {
            destination[i] = T.Pow(x.Pointer[i * x.Step], y.Pointer[i * y.Step]);
        }
    }
}
