using Keras.Core;

namespace Keras;

/// <summary>
/// Finds the shapes that an operation gives by recording it twice, with two different numbers in the place of what is unknown: a
/// dimension of the result that differs between the two is unknown, too. So no layer needs a shape rule of its own (Keras on JAX does the same).
/// </summary>
internal static class ShapeInference
{
    private const int First = 120, Second = 240;

    public static KerasTensor[] Infer(Operation operation, KerasTensors inputs, bool? training, Func<KerasShape, KerasDType, int, KerasTensor> make)
    {
        var first = Trace(operation, inputs, training, First);
        var second = inputs.All(input => input.Shape.IsKnown) ? first : Trace(operation, inputs, training, Second);
        var results = new KerasTensor[first.Length];
        for (int i = 0; i < results.Length; i++)
        {
            var dimensions = new int?[first[i].Rank];
            for (int axis = 0; axis < dimensions.Length; axis++)
            {
                dimensions[axis] = first[i].Shape[axis] == second[i].Shape[axis] ? first[i].Shape[axis] : null;
            }
            results[i] = make(dimensions, first[i].DType, i);
        }
        return results;
    }

    private static Value[] Trace(Operation operation, KerasTensors inputs, bool? training, int unknown)
    {
        var values = inputs.Select((input, i) => new Input($"input {i}", input.Shape.Fill(unknown), input.DType).Apply());
        return operation.Compute(new CallContext(training), [.. values]);
    }
}
