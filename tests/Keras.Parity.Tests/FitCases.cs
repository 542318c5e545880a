using System.Text.Json.Nodes;
using Keras.Callbacks;
using Keras.Parity.Tests.Cases;
using Keras.Training;

namespace Keras.Parity.Tests;

/// <summary>Whole calls of <c>fit</c> by real Keras, without shuffling: history, weights, evaluation.</summary>
[Collection(ParityReport.Name)]
public class FitCases
{
    public static TheoryData<string> Names => [.. GoldenFolder.Names("fit")];

    [Theory, MemberData(nameof(Names))]
    public void FitsAsRealKeras(string name)
    {
        var golden = GoldenCase.Load(name);
        Assert.SkipWhen(NotBuilt.UsedBy(golden) is not null, $"{name}: not built yet: {NotBuilt.UsedBy(golden)}");
        KnownDifferences.Run(golden, () => Check(golden));
    }

    private static void Check(GoldenCase golden)
    {
        var model = GoldenModel.Build(golden);
        CompileConfig.Apply(model, (JsonObject)golden.Description["compile"]!);
        var (x, y) = (GoldenModel.Data(golden.Arrays("x")), GoldenModel.Data(golden.Arrays("y")));
        var fit = (JsonObject)golden.Description["fit"]!;
        var unknown = fit.Select(entry => entry.Key).Except(["epochs", "batch_size", "initial_epoch", "steps_per_epoch", "validation_steps", "validation_freq", "validation_split", "validation_batch_size", "class_weight"]);
        Assert.Empty(unknown);

        ArrayLike? sampleWeight = golden.Has("sample_weight") ? golden.Array("sample_weight") : golden.Has("sw0") ? GoldenModel.Data(golden.Arrays("sw")) : null;
        var validation = golden.Arrays("v");
        int half = golden.Arrays("x").Length;
        var history = model.Fit(x, y,
            batchSize: (int?)fit["batch_size"],
            epochs: (int?)fit["epochs"] ?? 1,
            verbose: 0,
            callbacks: [.. ((JsonArray?)golden.Description["callbacks"] ?? []).Select(Callback)],
            validationSplit: (double?)fit["validation_split"] ?? 0,
            validationData: validation.Length > 0 ? (GoldenModel.Data(validation[..half]), GoldenModel.Data(validation[half..])) : null,
            shuffle: false,
            classWeight: fit["class_weight"]?.AsObject().ToDictionary(entry => int.Parse(entry.Key), entry => (double)entry.Value!),
            sampleWeight: sampleWeight,
            initialEpoch: (int?)fit["initial_epoch"] ?? 0,
            stepsPerEpoch: (int?)fit["steps_per_epoch"],
            validationSteps: (int?)fit["validation_steps"],
            validationBatchSize: (int?)fit["validation_batch_size"],
            validationFreq: (int?)fit["validation_freq"] ?? 1);

        var expected = (JsonObject)golden.Description["history"]!;
        Assert.Equal(expected.Select(entry => entry.Key), history.Keys);
        Assert.Equal(golden.Description["epoch"]!.AsArray().Select(epoch => (int)epoch!), history.Epoch);
        foreach (var (key, values) in expected)
        {
            Assert.Equal(values!.AsArray().Count, history[key].Count);
            for (int epoch = 0; epoch < history[key].Count; epoch++)
            {
                Distance.Check(golden, $"history {key}[{epoch}]", GoldenModel.Number(values.AsArray()[epoch]), history[key][epoch]);
            }
        }
        GoldenModel.CheckWeights(golden, model);
        if (golden.Description["evaluate"] is JsonObject evaluate)
        {
            GoldenModel.CheckLogs(golden, "evaluate", evaluate, model.Evaluate(x, y, batchSize: 8, verbose: 0, sampleWeight: sampleWeight));
        }
    }

    private static Callback Callback(JsonNode? node)
    {
        var config = (JsonObject)node!["config"]!;
        if ((string)node["class_name"]! == "EarlyStopping")
        {
            Assert.Empty(config.Select(entry => entry.Key).Except(["monitor", "min_delta", "patience", "verbose", "mode", "baseline", "restore_best_weights", "start_from_epoch"]));
            return new EarlyStopping(
                monitor: (string?)config["monitor"] ?? "val_loss",
                minDelta: (double?)config["min_delta"] ?? 0,
                patience: (int?)config["patience"] ?? 0,
                verbose: (int?)config["verbose"] ?? 0,
                mode: (string?)config["mode"] ?? "auto",
                baseline: (double?)config["baseline"],
                restoreBestWeights: (bool?)config["restore_best_weights"] ?? false,
                startFromEpoch: (int?)config["start_from_epoch"] ?? 0);
        }
        return (string)node["class_name"]! == "TerminateOnNaN" ? new TerminateOnNaN() : throw new InvalidOperationException($"Unknown callback: {node.ToJsonString()}");
    }
}
