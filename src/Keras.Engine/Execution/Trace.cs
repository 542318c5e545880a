using Keras.Core;

namespace Keras.Engine.Execution;

/// <summary>With <c>KERAS_TRACE=1</c> every plan prints, to standard error, its graph after each stage of its making and the time that its steps take.</summary>
internal static class Trace
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("KERAS_TRACE") == "1";

    public static void Stage(string name, Graph graph)
    {
        if (IsOn)
        {
            Console.Error.WriteLine($"--- {name}{Environment.NewLine}{Text(graph)}");
        }
    }

    /// <summary>A graph as text: a line a value, operands by their numbers.</summary>
    public static string Text(Graph graph)
    {
        var numbers = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        var lines = new List<string>();
        foreach (var value in Graph.InOrder(graph.Results))
        {
            numbers[value] = lines.Count;
            string operands = string.Join(", ", value.Operands.Select(operand => $"%{numbers[operand]}"));
            lines.Add($"%{lines.Count} = {Label(value.Primitive)}({operands}) {value.Shape}");
        }
        lines.Add("outputs " + string.Join(", ", graph.Outputs.Select(output => $"%{numbers[output]}")));
        lines.AddRange(graph.Updates.Select(update => $"{update.Target} := %{numbers[update.Value]}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Label(Primitive primitive) => primitive switch
    {
        Constant { Numbers: [var number] } => $"Constant {number}",
        Constant => "Constant",
        Input input => $"Input {input.Label}",
        Read read => $"Read {read.State.Name}",
        MatMul matMul => $"MatMul{(matMul.TransposeLeft ? " transposing left" : "")}{(matMul.TransposeRight ? " transposing right" : "")}",
        Transpose transpose => $"Transpose {transpose.Permutation}",
        Reduction reduction => $"{reduction.Name} over {reduction.Axes}",
        _ => primitive.Name,
    };
}
