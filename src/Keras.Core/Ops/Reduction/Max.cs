namespace Keras.Core;

/// <summary>The largest element along some axes, NaN when there is one; the gradient is shared equally among equal largest ones, as in TensorFlow.</summary>
internal sealed record Max(Dimensions Axes) : Reduction(Axes)
{
    public override Value?[] Gradient(Value result, Value gradient)
    {
        var x = result.Operands[0];
        var largest = Op.Cast(Op.Equal(x, result), gradient.DType);
        return [largest * (gradient / Op.Sum(largest, Axes, keepDimensions: true))];
    }
}

internal static partial class Op
{
    /// <summary>The largest element along <paramref name="axes"/>, or of all.</summary>
    public static Value Max(Value x, Dimensions? axes = null, bool keepDimensions = false)
    {
        var over = NormalizeAxes(x, axes);
        return over.Count == 0 ? x : DropAxes(new Max(over).Apply(x), over, keepDimensions);
    }
}
