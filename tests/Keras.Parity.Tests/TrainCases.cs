using System.Text.Json.Nodes;
using Keras.Parity.Tests.Cases;
using Keras.Training;

namespace Keras.Parity.Tests;

/// <summary>Layers, optimizers, losses and whole models, each trained for a few steps by real Keras.</summary>
[Collection(ParityReport.Name)]
public class TrainCases
{
    public static TheoryData<string> Names => [.. GoldenFolder.Names("train")];

    [Theory, MemberData(nameof(Names))]
    public void TrainsAsRealKeras(string name)
    {
        var golden = GoldenCase.Load(name);
        Assert.SkipWhen(NotBuilt.UsedBy(golden) is not null, $"{name}: not built yet: {NotBuilt.UsedBy(golden)}");
        KnownDifferences.Run(golden, () => Check(golden));
    }

    private static void Check(GoldenCase golden)
    {
        var model = GoldenModel.Build(golden);
        Assert.Equal(golden.Description["weights"]!.AsArray().Select(path => (string)path!), model.Weights.Select(weight => weight.Path));
        KnownDifferences.SkipOnRealKeras(golden, model);
        CheckPredictions(golden, model);
        CheckSummaries(golden, model);

        CompileConfig.Apply(model, (JsonObject)golden.Description["compile"]!);
        var (x, y) = (GoldenModel.Data(golden.Arrays("x")), GoldenModel.Data(golden.Arrays("y")));
        ArrayLike? sampleWeight = golden.Has("sw0") ? golden.Array("sw0") : null;
        var classWeight = golden.Description["class_weight"]?.AsObject().ToDictionary(entry => int.Parse(entry.Key), entry => (double)entry.Value!);
        foreach (var logs in golden.Description["logs"]!.AsArray())
        {
            model.ResetMetrics();
            GoldenModel.CheckLogs(golden, "log", (JsonObject)logs!, model.TrainOnBatch(x, y, sampleWeight, classWeight));
        }
        GoldenModel.CheckWeights(golden, model);
        if (golden.Description["evaluate"] is JsonObject evaluate)
        {
            GoldenModel.CheckLogs(golden, "evaluate", evaluate, model.Evaluate(x, y, batchSize: (int)golden.Arrays("x")[0].shape[0], verbose: 0));
        }
    }

    /// <summary>The configuration written back is the one that was read.</summary>
    [Theory, MemberData(nameof(Names))]
    public void ConfigurationReturnsUnchanged(string name)
    {
        var golden = GoldenCase.Load(name);
        Assert.SkipWhen(NotBuilt.UsedBy(golden) is not null, $"{name}: not built yet: {NotBuilt.UsedBy(golden)}");

        var expected = golden.Description["model"]!.DeepClone();
        var actual = JsonNode.Parse(GoldenModel.Build(golden).ToJson(), documentOptions: new() { MaxDepth = 512 })!;
        Assert.True(JsonDifference.First(expected, actual) is null, $"{name}: {JsonDifference.First(expected, actual)}");
    }

    private static void CheckPredictions(GoldenCase golden, Model model)
    {
        var expected = golden.Arrays("p");
        var outputs = model.PredictAll(GoldenModel.Data(golden.Arrays("x")), verbose: 0);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].shape, outputs[i].shape);
            Distance.Check(golden, $"prediction {i}", expected[i], Core.NDArrays.Elements<float>(outputs[i]));
        }
    }

    private static void CheckSummaries(GoldenCase golden, Model model)
    {
        if (golden.Description["summary"] is null)
        {
            return;
        }
        string Text(int? lineLength = null, bool expandNested = false, bool showTrainable = false)
        {
            string text = "";
            model.Summary(lineLength, printFn: printed => text += printed, expandNested: expandNested, showTrainable: showTrainable);
            return text.TrimEnd('\n');
        }
        Assert.Equal(((string)golden.Description["summary"]!).TrimEnd('\n'), Text());
        Assert.Equal(((string)golden.Description["summary_120"]!).TrimEnd('\n'), Text(lineLength: 120));
        Assert.Equal(((string)golden.Description["summary_wide_nested"]!).TrimEnd('\n'), Text(lineLength: 100, expandNested: true, showTrainable: true));
        Assert.Equal((long)golden.Description["count_params"]!, model.CountParams());
    }
}
