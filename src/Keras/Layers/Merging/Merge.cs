using Keras.Core;

namespace Keras.Layers;

/// <summary>What layers that make one tensor of several share.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/merging_layers/"/>.</remarks>
public abstract class Merge : Layer
{
    private protected Merge(string? name, bool trainable, KerasDType? dtype) : base(name, trainable, dtype)
    {
    }

    /// <summary>The result for values of equal rank.</summary>
    private protected abstract Value Merged(IReadOnlyList<Value> values);

    internal override void CheckInputs(KerasShape[] inputShapes)
    {
        CheckCount(inputShapes);
        int rank = inputShapes.Max(shape => shape.Rank);
        for (int axis = 0; axis < rank; axis++)
        {
            // Shapes of fewer axes are filled up with ones after the batch; the batch itself must be equal.
            var sizes = inputShapes.Select(shape => axis == 0 ? shape[0] : axis + shape.Rank < rank + 1 ? 1 : shape[axis - rank]).Where(size => size is not null && (axis == 0 || size != 1));
            if (sizes.Distinct().Count() > 1)
            {
                throw new ArgumentException($"{ClassName} '{Name}': expected shapes that are equal, or 1 where they differ; received {string.Join(" and ", inputShapes.Select(shape => shape.ToString()))}.");
            }
        }
    }

    internal override Dimensions[] ShapesToTrace(IReadOnlyList<KerasShape> inputs, int unknown) => ShapeInference.Fit(inputs, unknown, leading: 1);

    /// <summary>An axis that one input does not know is unknown, though another knows it; the batch is known when one knows it.</summary>
    internal override KerasShape KnownShape(IReadOnlyList<KerasShape> inputs, KerasShape traced) => new(
    [
        .. traced.Select((size, axis) => axis > 0 && inputs.Any(shape => axis - traced.Rank + shape.Rank > 0 && shape[axis - traced.Rank] is null) ? null : size),
    ]);

    internal sealed override Value[] Call(CallContext context, Value[] inputs)
    {
        int rank = inputs.Max(input => input.Rank);
        return [Merged([.. inputs.Select(input => Op.Reshape(input, [input.Shape[0], .. Dimensions.Repeat(1, rank - input.Rank), .. input.Shape.Slice(1, input.Rank - 1)]))])];
    }

    private protected void CheckCount(KerasShape[] inputShapes)
    {
        if (inputShapes.Length < 2)
        {
            throw new ArgumentException($"{ClassName} '{Name}': expected two or more tensors, received one. Pass them as a list: {ClassName}()([a, b]).");
        }
    }
}
