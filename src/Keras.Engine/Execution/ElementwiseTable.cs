using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>The kernel of each elementwise primitive.</summary>
internal static unsafe class ElementwiseTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static delegate*<T*, Operand<T>*, nint, void> Of(Primitive primitive) => primitive switch
    {
        Add => &ElementwiseKernel<T>.Binary<AddOperation>,
        Subtract => &ElementwiseKernel<T>.Binary<SubtractOperation>,
        Multiply => &ElementwiseKernel<T>.Binary<MultiplyOperation>,
        Divide => &ElementwiseKernel<T>.Binary<DivideOperation>,
        Maximum => &ElementwiseKernel<T>.Binary<MaximumOperation>,
        Minimum => &ElementwiseKernel<T>.Binary<MinimumOperation>,
        Power => &PowerKernel<T>.Run,
        SigmoidCrossentropy => &ElementwiseKernel<T>.Binary<SigmoidCrossentropyOperation>,
        Less => &ElementwiseKernel<T>.Binary<LessOperation>,
        LessEqual => &ElementwiseKernel<T>.Binary<LessOrEqualOperation>,
        Equal => &ElementwiseKernel<T>.Binary<EqualOperation>,
        Select => &ElementwiseKernel<T>.Ternary<SelectOperation>,
        Abs => &ElementwiseKernel<T>.Unary<AbsOperation>,
        Cos => &ElementwiseKernel<T>.Unary<CosOperation>,
        Erf => &ElementwiseKernel<T>.Unary<ErfOperation>,
        Exp => &ElementwiseKernel<T>.Unary<ExpOperation>,
        FlushTiny => &ElementwiseKernel<T>.Unary<FlushTinyOperation>,
        Floor => &ElementwiseKernel<T>.Unary<FloorOperation>,
        Log => &ElementwiseKernel<T>.Unary<LogOperation>,
        Negate => &ElementwiseKernel<T>.Unary<NegateOperation>,
        Sigmoid => &ElementwiseKernel<T>.Unary<SigmoidOperation>,
        Sign => &ElementwiseKernel<T>.Unary<SignOperation>,
        Sin => &ElementwiseKernel<T>.Unary<SinOperation>,
        Sqrt => &ElementwiseKernel<T>.Unary<SqrtOperation>,
        Tanh => &ElementwiseKernel<T>.Unary<TanhOperation>,
        Cast { Target.IsFloating: true } => &Move,
        Cast cast when cast.Target == KerasDType.Bool => &ElementwiseKernel<T>.Unary<ToBooleanOperation>,
        Cast => &ElementwiseKernel<T>.Unary<TruncateOperation>,
        _ => throw new InvalidOperationException($"There is no elementwise kernel for the primitive {primitive.Name}."),
    };

    /// <summary>The elements as they are.</summary>
    public static void Move(T* destination, Operand<T>* operands, nint length)
    {
        if (operands->Step == 0)
        {
            new Span<T>(destination, (int)length).Fill(*operands->Pointer);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(destination, operands->Pointer, checked((uint)(length * sizeof(T))));
        }
    }
}
