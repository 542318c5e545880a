namespace Keras.Core;

/// <summary>Chooses by a condition: y where it is not 0, z elsewhere; the gradient goes where the element came from.</summary>
internal sealed record Select : Elementwise
{
    public override double Evaluate(ReadOnlySpan<double> operands) => operands[0] != 0 ? operands[1] : operands[2];

    protected override KerasDType ResultType(ReadOnlySpan<Value> operands) => operands[1].DType.IsFloating ? operands[1].DType : operands[2].DType;

    public override Value?[] Gradient(Value result, Value gradient) =>
        [null, Op.Select(result.Operands[0], gradient, 0), Op.Select(result.Operands[0], 0, gradient)];
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Select"/>
    public static Value Select(Value condition, Value whenTrue, Value whenFalse)
    {
        var shape = BroadcastShape(condition.Shape, BroadcastShape(whenTrue.Shape, whenFalse.Shape));
        return new Select().Apply(Broadcast(condition, shape), Broadcast(whenTrue, shape), Broadcast(whenFalse, shape));
    }
}
