namespace Keras.Core;

/// <summary>The same elements in the same row-major order under another shape; the gradient takes the first shape again.</summary>
internal sealed record Reshape(Dimensions Target) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => operands[0].Shape.Product == Target.Product
        ? (Target, operands[0].DType)
        : throw Mismatch($"as many elements as {Target} has", operands);

    public override Value?[] Gradient(Value result, Value gradient) => [Op.Reshape(gradient, result.Operands[0].Shape)];
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Reshape"/>
    public static Value Reshape(Value x, Dimensions shape)
    {
        if (x.Shape == shape)
        {
            return x;
        }
        return x.Primitive is Reshape ? Reshape(x.Operands[0], shape) : new Reshape(shape).Apply(x);
    }

    /// <summary>Adds an axis of size one before <paramref name="axis"/> of the result.</summary>
    public static Value ExpandDimensions(Value x, int axis)
    {
        int at = axis < 0 ? axis + x.Rank + 1 : axis;
        return Reshape(x, [.. x.Shape.Slice(0, at), 1, .. x.Shape.Slice(at, x.Rank - at)]);
    }

    /// <summary>Drops an axis of size one.</summary>
    public static Value Squeeze(Value x, int axis)
    {
        int at = axis < 0 ? axis + x.Rank : axis;
        return Reshape(x, [.. x.Shape.Slice(0, at), .. x.Shape.Slice(at + 1, x.Rank - at - 1)]);
    }
}
