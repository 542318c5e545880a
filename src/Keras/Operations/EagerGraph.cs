using System.Numerics;
using Keras.Core;
using Keras.Engine;
using NumSharp;

namespace Keras;

/// <summary>Runs a graph once, at once.</summary>
internal static class EagerGraph
{
    /// <summary>Runs it on arrays, computing in that dtype, and gives back the output, where there is one.</summary>
    public static NDArray? Run(Graph graph, IReadOnlyList<ArrayView> inputs, KerasDType dtype) =>
        dtype == KerasDType.Float64 ? Run<double>(graph, inputs) : Run<float>(graph, inputs);

    private static NDArray? Run<T>(Graph graph, IReadOnlyList<ArrayView> inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Plan<T>.Compile(graph);
        for (int i = 0; i < inputs.Count; i++)
        {
            inputs[i].CopyTo(plan.Input(i));
        }
        plan.Run();
        return graph.Outputs is [var output] ? NDArrays.Copy(plan.Output(0), output.Shape) : null;
    }
}
