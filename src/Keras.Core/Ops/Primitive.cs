namespace Keras.Core;

/// <summary>
/// One of the closed list of operations that everything else is composed of. A primitive is a record: equal arguments make
/// equal primitives, so that common subexpressions can be found. Its file holds its meaning, its shape rule and its gradient,
/// the gradient written in other ops.
/// </summary>
internal abstract record Primitive
{
    /// <summary>The name that graphs print and tables list.</summary>
    public string Name => GetType().Name;

    /// <summary>Shape and dtype of the result for these operands; throws when they do not fit.</summary>
    public abstract (Dimensions Shape, KerasDType DType) Infer(ReadOnlySpan<Value> operands);

    /// <summary>
    /// The gradients of the operands, given that of the result; <c>null</c> where there is none.
    /// <paramref name="result"/> is the value this primitive made.
    /// </summary>
    public abstract Value?[] Gradient(Value result, Value gradient);

    /// <summary>Makes the value that applies this primitive to the operands.</summary>
    public Value Apply(params ReadOnlySpan<Value> operands)
    {
        var (shape, dtype) = Infer(operands);
        return new Value(this, operands.ToArray(), shape, dtype);
    }

    private protected InvalidOperationException Mismatch(string expected, ReadOnlySpan<Value> operands)
    {
        var shapes = string.Join(", ", operands.ToArray().Select(operand => operand.Shape.ToString()));
        return new InvalidOperationException($"{Name}: expected {expected}, received {shapes}.");
    }
}
