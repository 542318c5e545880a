using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Core;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>The kernel of each elementwise primitive.</summary>
internal static unsafe class ElementwiseTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static delegate*<T*, Operand<T>*, nint, void> Of(Primitive primitive) => primitive switch
    {
        Add => &Elementwise<T>.Binary<AddOperation>,
        Subtract => &Elementwise<T>.Binary<SubtractOperation>,
        Multiply => &Elementwise<T>.Binary<MultiplyOperation>,
        Divide => &Elementwise<T>.Binary<DivideOperation>,
        Maximum => &Elementwise<T>.Binary<MaximumOperation>,
        Minimum => &Elementwise<T>.Binary<MinimumOperation>,
        Power => &PowerKernel<T>.Run,
        Less => &Elementwise<T>.Binary<LessOperation>,
        LessEqual => &Elementwise<T>.Binary<LessOrEqualOperation>,
        Equal => &Elementwise<T>.Binary<EqualOperation>,
        Select => &Elementwise<T>.Ternary<SelectOperation>,
        Abs => &Elementwise<T>.Unary<AbsOperation>,
        Cos => &Elementwise<T>.Unary<CosOperation>,
        Erf => &Elementwise<T>.Unary<ErfOperation>,
        Exp => &Elementwise<T>.Unary<ExpOperation>,
        Floor => &Elementwise<T>.Unary<FloorOperation>,
        Log => &Elementwise<T>.Unary<LogOperation>,
        Negate => &Elementwise<T>.Unary<NegateOperation>,
        Sign => &Elementwise<T>.Unary<SignOperation>,
        Sin => &Elementwise<T>.Unary<SinOperation>,
        Sqrt => &Elementwise<T>.Unary<SqrtOperation>,
        Tanh => &Elementwise<T>.Unary<TanhOperation>,
        Cast { Target.IsFloating: true } => &Move,
        Cast cast when cast.Target == KerasDType.Bool => &Elementwise<T>.Unary<ToBooleanOperation>,
        Cast => &Elementwise<T>.Unary<TruncateOperation>,
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
