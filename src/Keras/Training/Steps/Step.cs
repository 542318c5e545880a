using Keras.Core;
using Keras.Engine;
using Keras.Models;

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

/// <summary>One plan: a kind of step for one number of samples of one signature.</summary>
internal sealed class Step
{
    private readonly Plan<float> _plan;
    private readonly BatchLoader _loader;
    private readonly Dimensions[] _outputShapes;

    private Step(FunctionalGraph graph, StepKind kind, StepSignature signature, int batchSize, Plan<float> plan, Dimensions[] outputShapes)
    {
        Graph = graph;
        Kind = kind;
        Signature = signature;
        BatchSize = batchSize;
        _plan = plan;
        _loader = new(plan);
        _outputShapes = outputShapes;
    }

    /// <summary>The layers that the plan was made of.</summary>
    public FunctionalGraph Graph { get; }

    public StepKind Kind { get; }

    public StepSignature Signature { get; }

    public int BatchSize { get; }

    /// <summary>The shapes of the outputs, batch axis first.</summary>
    public IReadOnlyList<Dimensions> OutputShapes => _outputShapes;

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
        return new(model.Graph, kind, signature, batchSize, Plan<float>.Compile(graph), [.. outputs.Select(output => output.Shape)]);
    }

    /// <summary>Takes the batch's samples and runs.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="alone">Whether to compute on this thread alone.</param>
    public void Run(in Batch batch, bool alone = false)
    {
        _loader.Load(batch, learns: Kind != StepKind.Predict, alone);
        _plan.Run(alone);
    }

    /// <summary>Takes the samples of its only input, row-major, and runs.</summary>
    public void Run(ReadOnlySpan<float> samples, bool alone)
    {
        samples.CopyTo(_plan.Input(0));
        _plan.Run(alone);
    }

    /// <summary>An output as the last run left it.</summary>
    public ReadOnlySpan<float> Output(int index) => _plan.Output(index);

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
