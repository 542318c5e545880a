namespace Keras.Core;

/// <summary>The sum over some axes; the gradient is repeated along them.</summary>
internal sealed record Sum(Dimensions Axes) : Reduction(Axes)
{
    public override Value?[] Gradient(Value result, Value gradient) => [Op.Broadcast(gradient, result.Operands[0].Shape)];

    protected override KerasDType ResultType(KerasDType operand) => operand == KerasDType.Bool ? KerasDType.Int32 : operand;
}

internal static partial class Op
{
    /// <summary>The sum over <paramref name="axes"/>, or over all.</summary>
    public static Value Sum(Value x, Dimensions? axes = null, bool keepDimensions = false)
    {
        var over = NormalizeAxes(x, axes);
        return over.Count == 0 ? x : DropAxes(new Sum(over).Apply(x), over, keepDimensions);
    }

    /// <summary>The mean over <paramref name="axes"/>, or over all: the sum divided by the number of elements.</summary>
    public static Value Mean(Value x, Dimensions? axes = null, bool keepDimensions = false)
    {
        int count = NormalizeAxes(x, axes).Aggregate(1, (product, axis) => product * x.Shape[axis]);
        return Sum(x, axes, keepDimensions) * (1.0 / count);
    }
}
