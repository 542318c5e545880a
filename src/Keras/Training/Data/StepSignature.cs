using Keras.Core;

namespace Keras.Training;

/// <summary>The shape of one sample and the dtype of one array that a step takes.</summary>
internal sealed record SlotSignature(Dimensions SampleShape, KerasDType DType)
{
    /// <summary>What an array asks for; the floating dtypes ask for the same, the one that the model computes in.</summary>
    public static SlotSignature? Of(ArrayView? view) =>
        view is null ? null : new(view.SampleShape, view.DType == KerasDType.Float64 ? KerasDType.Float32 : view.DType);
}

/// <summary>What a step is compiled for, but for the number of samples.</summary>
internal sealed class StepSignature(SlotSignature[] inputs, SlotSignature?[] targets, SlotSignature?[] weights)
{
    public SlotSignature[] Inputs { get; } = inputs;

    public SlotSignature?[] Targets { get; } = targets;

    public SlotSignature?[] Weights { get; } = weights;

    public bool Matches(StepSignature other) => ReferenceEquals(this, other)
        || (Inputs.AsSpan().SequenceEqual(other.Inputs) && Targets.AsSpan().SequenceEqual(other.Targets) && Weights.AsSpan().SequenceEqual(other.Weights));
}
