namespace Keras.Core;

/// <summary>
/// A node of the op graph: the result of a primitive applied to operands, with a concrete shape. Shapes are concrete because a
/// graph is traced for one batch size; another batch size is another graph. Values are immutable; a graph is whatever
/// can be reached from its results.
/// </summary>
internal sealed class Value(Primitive primitive, Value[] operands, Dimensions shape, KerasDType dtype)
{
    public Primitive Primitive { get; } = primitive;

    public Value[] Operands { get; } = operands;

    public Dimensions Shape { get; } = shape;

    /// <summary>What the elements mean. The engine stores every dtype in its one element type: integers and booleans as whole numbers.</summary>
    public KerasDType DType { get; } = dtype;

    public int Rank => Shape.Rank;

    public static implicit operator Value(double number) => Op.Constant(number);

    public static Value operator +(Value left, Value right) => Op.Add(left, right);

    public static Value operator -(Value left, Value right) => Op.Subtract(left, right);

    public static Value operator *(Value left, Value right) => Op.Multiply(left, right);

    public static Value operator /(Value left, Value right) => Op.Divide(left, right);

    public static Value operator -(Value operand) => Op.Negate(operand);

    public override string ToString() => $"{Primitive.Name} {Shape} {DType}";
}
