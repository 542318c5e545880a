using System.Text.Json.Nodes;
using Keras.Layers;
using Keras.Regularizers;
using NumSharp;

namespace Keras.Parity.Tests.Cases;

/// <summary>PyTorch's modules as layers, and their weights in this library's order of axes.</summary>
internal static class TorchModules
{
    private const string First = "channels_first";

    /// <summary>The layers that do what a module does.</summary>
    public static Layer[] Layers(JsonObject module, Regularizer? penalty)
    {
        bool bias = (bool?)module["bias"] ?? false;
        int groups = (int?)module["groups"] ?? 1;
        switch ((string)module["type"]!)
        {
            case "Linear":
                return [new Dense((int)module["out_features"]!, useBias: bias, kernelRegularizer: penalty, biasRegularizer: penalty)];
            case "Conv2d":
                var (height, width) = Size(module["padding"]);
                return
                [
                    new ZeroPadding2D((height, width), dataFormat: First),
                    new Conv2D((int)module["out_channels"]!, Size(module["kernel_size"]), Size(module["stride"]), dataFormat: First, dilationRate: Size(module["dilation"]), groups: groups, useBias: bias,
                        kernelRegularizer: penalty, biasRegularizer: penalty),
                ];
            case "ConvTranspose2d":
                return
                [
                    new TorchConv2DTranspose((int)module["out_channels"]!, Size(module["kernel_size"]), Size(module["stride"]), Size(module["padding"]), Size(module["output_padding"]), First, Size(module["dilation"]), groups, useBias: bias,
                        kernelRegularizer: penalty, biasRegularizer: penalty),
                ];
            case "BatchNorm2d":
                return [new BatchNormalization(axis: 1, momentum: 1 - (double)module["momentum"]!, epsilon: (double)module["eps"]!)];
            case "MaxPool2d" when Size(module["padding"]) == 0 && Size(module["dilation"]) == 1 && !(bool)module["ceil_mode"]!:
                return [new MaxPooling2D(Size(module["kernel_size"]), Size(module["stride"]), dataFormat: First)];
            case "ReLU":
                return [new ReLU()];
            case "Sigmoid":
                return [new Activation("sigmoid")];
            case "Tanh":
                return [new Activation("tanh")];
            default:
                throw new NotSupportedException($"Module {module.ToJsonString()} of PyTorch.");
        }
    }

    /// <summary>The arrays <c>prefix.INDEX.weight</c> and so on of all modules, in the order of the layers' weights.</summary>
    public static List<NDArray> Weights(GoldenCase golden, string prefix, JsonObject[] modules)
    {
        var weights = new List<NDArray>();
        for (int i = 0; i < modules.Length; i++)
        {
            foreach (string name in new[] { "weight", "bias", "running_mean", "running_var" }.Where(name => golden.Has($"{prefix}.{i}.{name}")))
            {
                var array = golden.Array($"{prefix}.{i}.{name}");
                weights.Add((array.shape.Length, (string)modules[i]["type"]!) switch
                {
                    (2, _) => array.transpose(),
                    (4, "Conv2d") => array.transpose([2, 3, 1, 0]),
                    (4, "ConvTranspose2d") => array.transpose([2, 3, 1, 0]),
                    _ => array,
                });
            }
        }
        return weights;
    }

    private static Size2D Size(JsonNode? size) => size is JsonArray both ? ((int)both[0]!, (int)both[1]!) : (int)size!;
}
