using Keras.Core;
using Keras.Engine.Reference;

namespace Keras.Engine;

/// <summary>
/// A graph made ready to run again and again: where its inputs are to be written, and where its outputs lie afterwards.
/// <typeparamref name="T"/>, float or double, is the type that everything is computed and stored in.
/// </summary>
internal sealed class Plan<T> where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly Graph _graph;
    private readonly T[][] _inputs;
    private readonly T[][] _outputs;

    private Plan(Graph graph)
    {
        _graph = graph;
        _inputs = [.. graph.Inputs.Select(input => new T[input.Shape.Product])];
        _outputs = [.. graph.Outputs.Select(output => new T[output.Shape.Product])];
    }

    public static Plan<T> Compile(Graph graph) => new(graph);

    /// <summary>The memory of an input, row-major; fill it before a run.</summary>
    public Span<T> Input(int index) => _inputs[index];

    /// <summary>The memory of an output, row-major, as the last run left it.</summary>
    public ReadOnlySpan<T> Output(int index) => _outputs[index];

    /// <summary>Computes the outputs and overwrites the states.</summary>
    public void Run()
    {
        var inputs = new Dictionary<Value, double[]>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < _inputs.Length; i++)
        {
            inputs[_graph.Inputs[i]] = Array.ConvertAll(_inputs[i], double.CreateTruncating);
        }
        var results = ReferenceInterpreter.Evaluate([.. _graph.Results], inputs);
        for (int i = 0; i < results.Length; i++)
        {
            if (i < _outputs.Length)
            {
                _outputs[i] = Array.ConvertAll(results[i], T.CreateTruncating);
            }
            else
            {
                _graph.Updates[i - _outputs.Length].Target.SetDoubles(results[i]);
            }
        }
    }
}
