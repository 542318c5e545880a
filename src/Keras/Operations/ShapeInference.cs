using Keras.Core;

namespace Keras;

/// <summary>
/// Finds the shapes that an operation gives by recording it twice, with two different numbers in the place of what is unknown: a
/// dimension of the result that differs between the two is unknown, too. So no layer needs a shape rule of its own (Keras on JAX does the same).
/// </summary>
internal static class ShapeInference
{
    // Divisible by much, larger than windows are, and small enough that a large image's elements can be counted.
    private const int First = 60, Second = 120;

    public static KerasTensor[] Infer(Operation operation, KerasTensors inputs, bool? training, Func<KerasShape, KerasDType, int, KerasTensor> make) =>
        [.. Infer(operation, [.. inputs.Select(input => (input.Shape, input.DType))], training).Select((output, i) => make(output.Shape, output.DType, i))];

    /// <summary>A shape with a number for what is unknown, and a small one for an unknown batch.</summary>
    public static Dimensions Fill(KerasShape shape, int unknown) => shape.Rank > 0 ? shape.Fill(unknown).With(0, shape[0] ?? unknown / 20) : new([]);

    /// <summary>The numbers to trace with where the inputs must fit each other: what is unknown in one is taken from another that knows it, axis by axis.</summary>
    /// <param name="shapes">The inputs' shapes.</param>
    /// <param name="unknown">The number for what none of them knows.</param>
    /// <param name="leading">How many first axes stand above each other; the others do so counted from the last.</param>
    public static Dimensions[] Fit(IReadOnlyList<KerasShape> shapes, int unknown, int leading)
    {
        return [.. shapes.Select(shape => new Dimensions([.. shape.Select((size, axis) => size ?? Known(axis, shape.Rank))]))];

        int Known(int axis, int rank) => shapes
            .Select(shape => axis < leading ? axis : shape.Rank - (rank - axis) is var at && at >= leading ? at : -1)
            .Zip(shapes, (at, shape) => at >= 0 && at < shape.Rank ? shape[at] : null)
            .FirstOrDefault(size => size is not null and not 1) ?? unknown;
    }

    private static (KerasShape Shape, KerasDType DType)[] Infer(Operation operation, (KerasShape Shape, KerasDType DType)[] inputs, bool? training)
    {
        bool isKnown = Array.TrueForAll(inputs, input => input.Shape.IsKnown);
        if (operation is Model model && !isKnown)
        {
            return InferWithin(model, inputs, training);
        }
        var first = Trace(operation, inputs, training, First);
        var second = isKnown ? first : Trace(operation, inputs, training, Second);
        KerasShape[] shapes = [.. inputs.Select(input => input.Shape)];
        return
        [
            .. first.Zip(second, (one, other) =>
                (operation.KnownShape(shapes, new KerasShape([.. one.Shape.Zip(other.Shape, (size, again) => size == again ? size : (int?)null)])), one.DType)),
        ];
    }

    /// <summary>Goes through a model call by call: each of them may need other numbers to trace with.</summary>
    private static (KerasShape, KerasDType)[] InferWithin(Model model, (KerasShape, KerasDType)[] inputs, bool? training)
    {
        model.CheckInputCount(inputs.Length);
        var known = new Dictionary<KerasTensor, (KerasShape, KerasDType)>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < inputs.Length; i++)
        {
            known[model.Inputs[i]] = inputs[i];
        }
        foreach (var node in model.Graph.Nodes.Where(node => !node.Outputs.All(known.ContainsKey)))
        {
            var outputs = Infer(node.Operation, [.. node.Inputs.Select(input => known[input])], training ?? node.Training);
            for (int i = 0; i < outputs.Length; i++)
            {
                known[node.Outputs[i]] = outputs[i];
            }
        }
        return [.. model.Outputs.Select(output => known[output])];
    }

    private static Value[] Trace(Operation operation, (KerasShape Shape, KerasDType DType)[] inputs, bool? training, int unknown)
    {
        var shapes = operation.ShapesToTrace([.. inputs.Select(input => input.Shape)], unknown);
        var values = inputs.Select((input, i) => new Input($"input {i}", shapes[i], input.DType).Apply());
        return operation.Compute(new CallContext(training), [.. values]);
    }
}
