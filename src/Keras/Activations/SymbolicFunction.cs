using Keras.Core;

namespace Keras.Activations;

/// <summary>Applies a C# function of symbolic tensors to a value of the op graph.</summary>
internal static class SymbolicFunction
{
    public static Value Apply(Func<KerasTensor, KerasTensor> function, Value value)
    {
        var input = new Layers.InputLayer(value.Shape.ToArray(), value.DType, "x").Output;
        var output = function(input) ?? throw new InvalidOperationException("The function returned null; expected a tensor.");
        var graph = new Models.FunctionalGraph([input], [output]);
        return graph.Compute(new CallContext(training: false), [value])[0];
    }
}
