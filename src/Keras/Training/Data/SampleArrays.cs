using Keras.Core;

namespace Keras.Training;

/// <summary>Inputs, targets and sample weights that lie in arrays and have been checked against a model.</summary>
/// <param name="inputs">One array an input.</param>
/// <param name="targets">One array an output; null for an output without targets.</param>
/// <param name="weights">One array an output; null for an output without sample weights.</param>
/// <param name="inputShapes">The shape of one sample of each input, as the model takes it.</param>
internal sealed class SampleArrays(ArrayView[] inputs, ArrayView?[] targets, ArrayView?[] weights, Dimensions[] inputShapes)
{
    public ArrayView[] Inputs { get; } = inputs;

    public ArrayView?[] Targets { get; } = targets;

    public ArrayView?[] Weights { get; } = weights;

    /// <summary>How many samples there are.</summary>
    public int Count { get; } = inputs[0].Count;

    /// <summary>What a step must be compiled for to take these arrays.</summary>
    public StepSignature Signature { get; } = new(
        [.. inputShapes.Select(shape => new SlotSignature(shape, KerasDType.Float32))],
        [.. targets.Select(SlotSignature.Of)],
        [.. weights.Select(SlotSignature.Of)]);
}
