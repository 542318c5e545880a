using Keras.Core;
using Keras.Models;

namespace Keras.Training;

/// <summary>How the samples of a model's only input and only output lie in plain memory: one after another, row-major, each of a fixed length.</summary>
internal sealed class SampleLayout
{
    private SampleLayout(FunctionalGraph graph, Dimensions inputShape, Dimensions outputShape)
    {
        Graph = graph;
        InputShape = inputShape;
        (InputLength, OutputLength) = (inputShape.Product, outputShape.Product);
        Signature = new([new SlotSignature(inputShape, KerasDType.Float32)], [null], [null]);
    }

    /// <summary>The layers that this holds for.</summary>
    public FunctionalGraph Graph { get; }

    public Dimensions InputShape { get; }

    public int InputLength { get; }

    public int OutputLength { get; }

    public StepSignature Signature { get; }

    /// <exception cref="InvalidOperationException">The model has several inputs or outputs, or leaves a size to the data.</exception>
    public static SampleLayout Of(Model model)
    {
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            throw new InvalidOperationException(
                $"Model '{model.Name}' has {model.Inputs.Count} input(s) ({string.Join(", ", model.InputNames)}) and {model.Outputs.Count} output(s) ({string.Join(", ", model.OutputNames)}); Predict into a span takes models with one of each. Call Predict or PredictAll with arrays.");
        }
        var (input, output) = (model.Inputs[0].Shape.WithoutBatch(), model.Outputs[0].Shape.WithoutBatch());
        return input.IsKnown && output.IsKnown && input.Fill(0).Product > 0 && output.Fill(0).Product > 0
            ? new(model.Graph, input.Fill(0), output.Fill(0))
            : throw new InvalidOperationException(
                $"Model '{model.Name}' takes {model.Inputs[0].Shape} and gives {model.Outputs[0].Shape}; Predict into a span needs samples of a fixed length. Call Predict with arrays, or make the model with a whole shape.");
    }

    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, one or more.</exception>
    public void Check(Model model, int x, int output)
    {
        if (x == 0 || x % InputLength != 0)
        {
            throw new ArgumentException($"Model '{model.Name}': x holds {x} numbers; expected a multiple of {InputLength}, the length of a sample of shape {InputShape}, and at least one sample.", nameof(x));
        }
        int samples = x / InputLength;
        if (output != (long)samples * OutputLength)
        {
            throw new ArgumentException($"Model '{model.Name}': output holds {output} numbers; expected {(long)samples * OutputLength}, {OutputLength} for each of the {samples} sample(s) in x.", nameof(output));
        }
    }
}
