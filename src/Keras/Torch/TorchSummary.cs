using System.Text.Json.Nodes;
using Keras.Layers;
using Keras.Models;
using Keras.Training;

namespace Keras.Torch;

/// <summary>The Python package torchsummary, for programs that come from PyTorch: <c>using static Keras.Torch.TorchSummary;</c>.</summary>
/// <remarks>Source: <see href="https://github.com/sksq96/pytorch-summary"/>, version 1.5.1.</remarks>
public static class TorchSummary
{
    private static readonly Dictionary<string, string> ModuleNames = new()
    {
        ["Dense"] = "Linear",
        ["Conv2D"] = "Conv2d",
        ["Conv2DTranspose"] = "ConvTranspose2d",
        ["TorchConv2DTranspose"] = "ConvTranspose2d",
        ["MaxPooling2D"] = "MaxPool2d",
        ["AveragePooling2D"] = "AvgPool2d",
        ["UpSampling2D"] = "Upsample",
        ["ZeroPadding2D"] = "ZeroPad2d",
    };

    private static readonly Dictionary<string, string> ActivationNames = new()
    {
        ["celu"] = "CELU",
        ["elu"] = "ELU",
        ["gelu"] = "GELU",
        ["glu"] = "GLU",
        ["hard_shrink"] = "Hardshrink",
        ["hard_sigmoid"] = "Hardsigmoid",
        ["hard_silu"] = "Hardswish",
        ["hard_tanh"] = "Hardtanh",
        ["leaky_relu"] = "LeakyReLU",
        ["log_sigmoid"] = "LogSigmoid",
        ["log_softmax"] = "LogSoftmax",
        ["mish"] = "Mish",
        ["relu"] = "ReLU",
        ["relu6"] = "ReLU6",
        ["selu"] = "SELU",
        ["sigmoid"] = "Sigmoid",
        ["silu"] = "SiLU",
        ["soft_shrink"] = "Softshrink",
        ["softmax"] = "Softmax",
        ["softplus"] = "Softplus",
        ["softsign"] = "Softsign",
        ["tanh"] = "Tanh",
        ["tanh_shrink"] = "Tanhshrink",
    };

    /// <summary>
    /// Prints torchsummary's table: a row a module that computes something, in the order of the calls, by PyTorch's names. An activation
    /// given to a layer is a module of its own in PyTorch, and has a row of its own.
    /// </summary>
    /// <param name="model">The model, of one input.</param>
    /// <param name="inputSize">The shape of its input without the batch, such as <c>(1, 28, 28)</c>.</param>
    /// <param name="batchSize">The batch to show and to estimate sizes for; -1, as in torchsummary, leaves it open and estimates for one sample.</param>
    /// <param name="printFn">Gets the whole text instead of the console.</param>
    /// <exception cref="ArgumentException">The model's input has another shape, or a layer's output depends on sizes that the model leaves open.</exception>
    /// <example><code>Summary(model, (1, 28, 28));</code></example>
    public static void Summary(Model model, KerasShape inputSize, int batchSize = -1, Action<string>? printFn = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Inputs.Count != 1 || !WithoutBatch(model.Input.Shape).SequenceEqual(inputSize))
        {
            throw new ArgumentException($"TorchSummary: expected inputSize {string.Join(" and ", model.Inputs.Select(input => new KerasShape([.. WithoutBatch(input.Shape)])))}, the input of model '{model.Name}'; received {inputSize}.", nameof(inputSize));
        }
        string text = TorchSummaryTable.Text([.. Rows(model)], [.. inputSize.Select(size => size!.Value)], batchSize);
        if (printFn is null)
        {
            PlainOutput.Write(Console.Out, text);
        }
        else
        {
            printFn(text);
        }
    }

    /// <summary>The rows of a model's calls; models within it are taken apart, as torchsummary does with Sequential.</summary>
    private static IEnumerable<TorchSummaryRow> Rows(Model model)
    {
        foreach (var node in model.Graph.Nodes)
        {
            switch (node.Operation)
            {
                case Model nested:
                    foreach (var row in Rows(nested))
                    {
                        yield return row;
                    }
                    break;
                case Layer layer and not InputLayer:
                    int[] shape = [.. WithoutBatch(node.Outputs[0].Shape).Select(size => size
                        ?? throw new ArgumentException($"TorchSummary: the output of {layer.ClassName} '{layer.Name}' is of shape {node.Outputs[0].Shape}. Expected sizes that are known but for the batch: make the model for inputs of one size."))];
                    string? activation = ActivationOf(layer);
                    var weights = layer.Weights.Where(weight => weight.Trainable);
                    string name = layer is Activation && activation is not null ? activation : ModuleName(layer, shape.Length);
                    yield return new(name, shape, weights.Sum(weight => (long)weight.State.Shape.Product), layer.TrainableWeights.Count > 0);
                    if (layer is not Activation && activation is not null)
                    {
                        yield return new(activation, shape, 0, false);
                    }
                    break;
            }
        }
    }

    private static string ModuleName(Layer layer, int rank) => layer.ClassName == "BatchNormalization"
        ? $"BatchNorm{Math.Max(1, rank - 1)}d"
        : ModuleNames.GetValueOrDefault(layer.ClassName, layer.ClassName);

    /// <summary>PyTorch's module for the activation that a layer applies; null when it applies none, or one without a name.</summary>
    private static string? ActivationOf(Layer layer) =>
        layer.GetConfig()["activation"] is JsonValue value && value.TryGetValue(out string? name) && name != "linear"
            ? ActivationNames.GetValueOrDefault(name, name)
            : null;

    private static IEnumerable<int?> WithoutBatch(KerasShape shape) => shape.Skip(1);
}
