namespace Keras;

/// <summary>A tensor without numbers yet: the result of calling a layer, from which a model is made.</summary>
/// <remarks>
/// Arithmetic between tensors, and between a tensor and a number, becomes part of the model: <c>h * 2.0 + x</c>.
/// The result of a call with several outputs can be taken apart: <c>var (a, b) = model.Call(x);</c>.
/// Source: <see href="https://keras.io/api/"/>, <c>keras.KerasTensor</c>.
/// </remarks>
public sealed class KerasTensor
{
    internal KerasTensor(KerasShape shape, KerasDType dtype, Node node, int index)
    {
        Shape = shape;
        DType = dtype;
        Node = node;
        Index = index;
    }

    /// <summary>The shape, batch axis first; <c>null</c> where it is unknown.</summary>
    public KerasShape Shape { get; }

    /// <summary>The dtype of the elements.</summary>
    public KerasDType DType { get; }

    /// <summary>The operation that made this tensor.</summary>
    public Operation Operation => Node.Operation;

    internal Node Node { get; }

    /// <summary>Which of the call's outputs this is.</summary>
    internal int Index { get; }

    /// <summary>Takes apart the result of a call with two outputs.</summary>
    public void Deconstruct(out KerasTensor first, out KerasTensor second)
    {
        var outputs = Expect(2);
        (first, second) = (outputs[0], outputs[1]);
    }

    /// <summary>Takes apart the result of a call with three outputs.</summary>
    public void Deconstruct(out KerasTensor first, out KerasTensor second, out KerasTensor third)
    {
        var outputs = Expect(3);
        (first, second, third) = (outputs[0], outputs[1], outputs[2]);
    }

    private KerasTensor[] Expect(int count) => Node.Outputs.Length == count
        ? Node.Outputs
        : throw new InvalidOperationException($"{Operation.ClassName} '{Operation.Name}' gave {Node.Outputs.Length} tensor(s); it cannot be taken apart into {count}.");

    /// <summary>The sum, element by element.</summary>
    public static KerasTensor operator +(KerasTensor left, KerasTensor right) => Arithmetic.Call("Add", left, right);

    /// <summary>The sum with a number.</summary>
    public static KerasTensor operator +(KerasTensor left, double right) => Arithmetic.Call("Add", left, right);

    /// <summary>The sum with a number.</summary>
    public static KerasTensor operator +(double left, KerasTensor right) => Arithmetic.Call("Add", left, right);

    /// <summary>The difference, element by element.</summary>
    public static KerasTensor operator -(KerasTensor left, KerasTensor right) => Arithmetic.Call("Subtract", left, right);

    /// <summary>The difference from a number.</summary>
    public static KerasTensor operator -(KerasTensor left, double right) => Arithmetic.Call("Subtract", left, right);

    /// <summary>The difference from a number.</summary>
    public static KerasTensor operator -(double left, KerasTensor right) => Arithmetic.Call("Subtract", left, right);

    /// <summary>The product, element by element.</summary>
    public static KerasTensor operator *(KerasTensor left, KerasTensor right) => Arithmetic.Call("Multiply", left, right);

    /// <summary>The product with a number.</summary>
    public static KerasTensor operator *(KerasTensor left, double right) => Arithmetic.Call("Multiply", left, right);

    /// <summary>The product with a number.</summary>
    public static KerasTensor operator *(double left, KerasTensor right) => Arithmetic.Call("Multiply", left, right);

    /// <summary>The quotient, element by element.</summary>
    public static KerasTensor operator /(KerasTensor left, KerasTensor right) => Arithmetic.Call("TrueDivide", left, right);

    /// <summary>The quotient by a number.</summary>
    public static KerasTensor operator /(KerasTensor left, double right) => Arithmetic.Call("TrueDivide", left, right);

    /// <summary>A number divided by each element.</summary>
    public static KerasTensor operator /(double left, KerasTensor right) => Arithmetic.Call("TrueDivide", left, right);

    /// <summary>Each element negated.</summary>
    public static KerasTensor operator -(KerasTensor operand) => Arithmetic.Call("Negative", operand);

    /// <summary>The tensor as Keras prints it.</summary>
    public override string ToString() => $"<KerasTensor shape={Shape}, dtype={DType}, name={Operation.Name}>";
}
