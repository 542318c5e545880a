using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Optimizers;
using Keras.Parity.Tests.Cases;
using Keras.Regularizers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Parity.Tests;

/// <summary>Chains of PyTorch's modules, trained for a few steps by real PyTorch, written in this library's layers.</summary>
[Collection(ParityReport.Name)]
public class TorchCases
{
    public static TheoryData<string> Names => [.. GoldenFolder.Names("torch")];

    [Theory, MemberData(nameof(Names))]
    public void TrainsAsRealTorch(string name)
    {
        var golden = GoldenCase.Load(name);
        var optimizer = (JsonObject)golden.Description["optimizer"]!;
        string type = (string)optimizer["type"]!;
        Assert.SkipWhen(NotBuilt.TorchOptimizers.Contains(type), $"{name}: not built yet: PyTorch's {type}");

        var modules = golden.Description["modules"]!.AsArray().Select(module => (JsonObject)module!).ToArray();
        var (x, y) = (golden.Array("x"), golden.Array("y"));
        // PyTorch's SGD adds its decay to the gradient, which is what an L2 penalty does; the loss is then read without it.
        var penalty = type == "SGD" && optimizer["weight_decay"] is { } decay ? new L2((double)decay / 2) : null;
        var layers = modules.SelectMany(module => TorchModules.Layers(module, penalty)).ToArray();
        var model = new Sequential([Input([.. x.shape.Skip(1).Select(size => (int?)size)]), .. layers]);
        model.SetWeights(TorchModules.Weights(golden, "w", modules));
        Assert.Equal("mse", (string)golden.Description["loss"]!);
        model.Compile(optimizer: Optimizer(optimizer), loss: "mse", metrics: "mse");

        int step = 0;
        foreach (double loss in golden.Description["losses"]!.AsArray().Select(loss => (double)loss!))
        {
            model.ResetMetrics();
            var logs = model.TrainOnBatch(x, y, out NDArray outputs);
            if (step == 0)
            {
                Assert.Equal(golden.Array("p").shape, outputs.shape);
                Distance.Check(golden, "first output", golden.Array("p"), NDArrays.Elements<float>(outputs));
            }
            Distance.Check(golden, $"loss {step++}", loss, logs["mse"]);
        }
        Assert.Equal((int)golden.Description["steps"]!, step);
        var before = TorchModules.Weights(golden, "w", modules);
        var after = TorchModules.Weights(golden, "a", modules);
        Assert.Equal(after.Count, model.Weights.Count);
        int place = 0;
        foreach (var (layer, weight) in model.Layers.SelectMany(layer => layer.Weights.Select(weight => (layer, weight))))
        {
            var expected = layer is BatchNormalization normalization && weight.Name == "moving_variance"
                ? Biased(after[place], before[place], normalization, (int)x.shape[0], step)
                : after[place];
            Distance.Check(golden, weight.Path, expected, weight.State.Elements<float>());
            place++;
        }
    }

    /// <summary>
    /// PyTorch's moving variance as Keras would have it: what each step adds to it is the batch's variance, unbiased in PyTorch
    /// (divided by n - 1), biased in Keras (by n).
    /// </summary>
    private static NDArray Biased(NDArray after, NDArray before, BatchNormalization normalization, int batchSize, int steps)
    {
        double n = normalization.Input.Shape.Skip(2).Aggregate((double)batchSize, (product, size) => product * size!.Value);
        var kept = before * Math.Pow(normalization.Momentum, steps);
        return kept + (after - kept) * ((n - 1) / n);
    }

    /// <summary>PyTorch's optimizer: its Adam as TorchAdam; the others are Keras's.</summary>
    private static Optimizer Optimizer(JsonObject optimizer)
    {
        double rate = (double)optimizer["lr"]!;
        double decay = (double?)optimizer["weight_decay"] ?? 0;
        double momentum = (double?)optimizer["momentum"] ?? 0;
        string[] known = ["type", "lr", "weight_decay", "momentum", "nesterov"];
        Assert.Empty(optimizer.Select(entry => entry.Key).Except(known));
        return (string)optimizer["type"]! switch
        {
            "SGD" => new SGD(rate, momentum, nesterov: (bool?)optimizer["nesterov"] ?? false),
            "Adam" => new TorchAdam(rate, weightDecay: decay),
            "AdamW" => new AdamW(rate, weightDecay: decay, epsilon: 1e-10),
            var other => throw new NotSupportedException($"Optimizer {other} of PyTorch."),
        };
    }
}
