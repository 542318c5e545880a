using System.Numerics;
using Keras.Core;
using Keras.Engine;
using Keras.Models;
using NumSharp;

namespace Keras.Training;

/// <summary>What a step does with a batch.</summary>
internal enum StepKind
{
    /// <summary>Predicts.</summary>
    Predict,

    /// <summary>Updates the loss and the metrics.</summary>
    Test,

    /// <summary>Updates the weights, the loss and the metrics.</summary>
    Train,

    /// <summary>As Train, and gives the outputs of the forward pass.</summary>
    TrainAndPredict,
}

/// <summary>One plan: a kind of step for one number of samples of one signature. It computes in the model's dtype.</summary>
internal abstract class Step(FunctionalGraph graph, StepKind kind, StepSignature signature, int batchSize, Dimensions[] outputShapes)
{
    /// <summary>The layers that the plan was made of.</summary>
    public FunctionalGraph Graph { get; } = graph;

    public StepKind Kind { get; } = kind;

    public StepSignature Signature { get; } = signature;

    public int BatchSize { get; } = batchSize;

    /// <summary>The dtype of the outputs.</summary>
    public abstract KerasDType DType { get; }

    /// <summary>The shapes of the outputs, batch axis first.</summary>
    public IReadOnlyList<Dimensions> OutputShapes { get; } = outputShapes;

    public static Step Compile(StepKind kind, Model model, CompiledModel? compiled, StepSignature signature, int batchSize)
    {
        CheckBatchSize(model, batchSize);
        var inputs = signature.Inputs.Select((slot, i) => Input(model.InputNames[i], slot, batchSize)!).ToArray();
        bool learns = kind != StepKind.Predict;
        var targets = signature.Targets.Select((slot, i) => learns ? Input($"targets of {model.OutputNames[i]}", slot, batchSize) : null).ToArray();
        var weights = signature.Weights.Select((slot, i) => learns ? Input($"sample weights of {model.OutputNames[i]}", slot, batchSize) : null).ToArray();
        var context = new CallContext(training: kind is StepKind.Train or StepKind.TrainAndPredict);
        var outputs = model.Compute(context, inputs);
        switch (kind)
        {
            case StepKind.Test:
                compiled!.RecordTesting(context, outputs, targets, weights, batchSize);
                break;
            case StepKind.Train or StepKind.TrainAndPredict:
                compiled!.RecordTraining(context, outputs, targets, weights, batchSize);
                break;
        }
        bool predicts = kind is StepKind.Predict or StepKind.TrainAndPredict;
        var graph = new Graph([.. inputs, .. targets.OfType<Value>(), .. weights.OfType<Value>()], predicts ? outputs : [], [.. context.Updates]);
        Dimensions[] outputShapes = [.. outputs.Select(output => output.Shape)];
        return model.ComputeDType == KerasDType.Float64
            ? new Step<double>(model.Graph, kind, signature, batchSize, Plan<double>.Compile(graph), outputShapes)
            : new Step<float>(model.Graph, kind, signature, batchSize, Plan<float>.Compile(graph), outputShapes);
    }

    /// <summary>Takes the batch's samples and runs.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="alone">Whether to compute on this thread alone.</param>
    public abstract void Run(in Batch batch, bool alone = false);

    /// <summary>Takes the samples of its only input, row-major, and runs.</summary>
    public abstract void Run(ReadOnlySpan<float> samples, bool alone);

    /// <summary>Writes an output as the last run left it to places from there on.</summary>
    public abstract void CopyOutput(int index, Span<float> destination);

    /// <summary>Writes an output as the last run left it to places of an array of <see cref="DType"/> from there on.</summary>
    public abstract void CopyOutput(int index, NDArray destination, int first);

    /// <summary>An output as the last run left it, copied.</summary>
    public NDArray ToArray(int index)
    {
        var array = NDArrays.Empty(DType, OutputShapes[index]);
        CopyOutput(index, array, 0);
        return array;
    }

    private static void CheckBatchSize(Model model, int batchSize)
    {
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            if (model.Inputs[i].Shape[0] is { } size && size != batchSize)
            {
                throw new ArgumentException($"Model '{model.Name}': input '{model.InputNames[i]}' takes batches of {size} samples, received one of {batchSize}. Pass batchSize: {size}, and as many samples as it divides.");
            }
        }
    }

    private static Value? Input(string label, SlotSignature? slot, int batchSize) =>
        slot is null ? null : new Input(label, [batchSize, .. slot.SampleShape], slot.DType).Apply();
}

/// <summary>A step that computes in <typeparamref name="T"/>.</summary>
internal sealed class Step<T>(FunctionalGraph graph, StepKind kind, StepSignature signature, int batchSize, Plan<T> plan, Dimensions[] outputShapes)
    : Step(graph, kind, signature, batchSize, outputShapes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchLoader<T> _loader = new(plan);

    public override void Run(in Batch batch, bool alone = false)
    {
        _loader.Load(batch, learns: Kind != StepKind.Predict, alone);
        plan.Run(alone);
    }

    public override KerasDType DType => typeof(T) == typeof(double) ? KerasDType.Float64 : KerasDType.Float32;

    public override void Run(ReadOnlySpan<float> samples, bool alone)
    {
        Elements.Convert(samples, plan.Input(0));
        plan.Run(alone);
    }

    public override void CopyOutput(int index, Span<float> destination) => Elements.Convert(plan.Output(index), destination);

    public override void CopyOutput(int index, NDArray destination, int first) => plan.Output(index).CopyTo(NDArrays.Elements<T>(destination)[first..]);
}
