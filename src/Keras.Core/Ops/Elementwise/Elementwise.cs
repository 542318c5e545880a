namespace Keras.Core;

/// <summary>
/// A primitive that computes each element of its result from the elements at the same place of its operands, which have its shape.
/// <see cref="Evaluate"/> is the definition; the engine's kernels and the constant folding are tested against it.
/// </summary>
internal abstract record Elementwise : Primitive
{
    public abstract double Evaluate(ReadOnlySpan<double> operands);

    /// <summary>The dtype of the result; that of the first operand unless overridden.</summary>
    protected virtual KerasDType ResultType(ReadOnlySpan<Value> operands) => operands[0].DType;

    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        foreach (var operand in operands)
        {
            if (operand.Shape != operands[0].Shape)
            {
                throw Mismatch("operands of equal shapes", operands);
            }
        }
        return (operands[0].Shape, ResultType(operands));
    }
}

/// <summary>An elementwise primitive of one operand, <c>y = f(x)</c>.</summary>
internal abstract record Unary : Elementwise
{
    public abstract double Evaluate(double x);

    /// <summary>The gradient of x, given y and the gradient of y.</summary>
    public abstract Value? Gradient(Value x, Value y, Value gradient);

    public sealed override double Evaluate(ReadOnlySpan<double> operands) => Evaluate(operands[0]);

    public sealed override Value?[] Gradient(Value result, Value gradient) => [Gradient(result.Operands[0], result, gradient)];
}

/// <summary>An elementwise primitive of two operands, <c>z = f(x, y)</c>.</summary>
internal abstract record Binary : Elementwise
{
    public abstract double Evaluate(double x, double y);

    /// <summary>The gradients of x and y, given z and the gradient of z.</summary>
    public abstract (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient);

    public sealed override double Evaluate(ReadOnlySpan<double> operands) => Evaluate(operands[0], operands[1]);

    public sealed override Value?[] Gradient(Value result, Value gradient)
    {
        var (x, y) = Gradient(result.Operands[0], result.Operands[1], result, gradient);
        return [x, y];
    }

    protected override KerasDType ResultType(ReadOnlySpan<Value> operands) => Promote(operands[0].DType, operands[1].DType);

    private static KerasDType Promote(KerasDType left, KerasDType right)
    {
        static int Rank(KerasDType dtype) => dtype.Name switch { "bool" => 0, "uint8" => 1, "int32" => 2, "int64" => 3, "float32" => 4, _ => 5 };
        return Rank(left) >= Rank(right) ? left : right;
    }
}

/// <summary>A comparison: 1 where it holds, 0 elsewhere. It has no gradient.</summary>
internal abstract record Comparison : Binary
{
    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (null, null);

    protected override KerasDType ResultType(ReadOnlySpan<Value> operands) => KerasDType.Bool;
}

internal static partial class Op
{
    /// <summary>Applies a binary primitive after broadcasting both operands to their common shape, by NumPy's rules.</summary>
    private static Value Apply(Binary primitive, Value left, Value right)
    {
        var shape = BroadcastShape(left.Shape, right.Shape);
        return primitive.Apply(Broadcast(left, shape), Broadcast(right, shape));
    }
}
