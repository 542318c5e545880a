namespace Keras.Models;

/// <summary>
/// Makes a graph that begins at inner tensors of another one: new inputs take their place, and the calls between them and the outputs
/// are made again, so that the weights are shared.
/// </summary>
internal static class IntermediateInputs
{
    public static (KerasTensors Inputs, KerasTensors Outputs) Replace(FunctionalGraph graph, KerasTensors inputs, KerasTensors outputs)
    {
        if (inputs.All(input => input.Operation is Layers.InputLayer))
        {
            return (inputs, outputs);
        }
        var copies = new Dictionary<KerasTensor, KerasTensor>(ReferenceEqualityComparer.Instance);
        foreach (var input in inputs)
        {
            copies[input] = input.Operation is Layers.InputLayer ? input : new Layers.InputLayer(input.Shape, input.DType, $"{input.Operation.Name}_input").Output;
        }
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs.All(copies.ContainsKey) || node.Inputs.Count == 0)
            {
                continue;
            }
            var replaced = new Node(node.Operation, node.Inputs.Select(input => copies[input]).ToArray(), node.Training, node.Operation.Nodes.Count);
            replaced.Outputs = [.. node.Outputs.Select((output, i) => new KerasTensor(output.Shape, output.DType, replaced, i))];
            node.Operation.Nodes.Add(replaced);
            for (int i = 0; i < node.Outputs.Length; i++)
            {
                copies.TryAdd(node.Outputs[i], replaced.Outputs[i]);
            }
        }
        KerasTensors Copy(KerasTensors tensors) => tensors.IsList ? tensors.Select(tensor => copies[tensor]).ToArray() : copies[tensors[0]];
        return (Copy(inputs), Copy(outputs));
    }
}
