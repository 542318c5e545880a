namespace Keras;

/// <summary>One call of an operation on symbolic tensors.</summary>
internal sealed class Node(Operation operation, KerasTensors inputs, bool? training, int index)
{
    public Operation Operation { get; } = operation;

    public KerasTensors Inputs { get; } = inputs;

    /// <summary>What was given as <c>training</c>; <c>null</c> when the model decides.</summary>
    public bool? Training { get; } = training;

    /// <summary>Which call of the operation this is.</summary>
    public int Index { get; } = index;

    public KerasTensor[] Outputs { get; set; } = [];
}
