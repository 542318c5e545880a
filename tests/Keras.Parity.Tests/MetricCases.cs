using Keras.Core;
using Keras.Metrics;
using Keras.Parity.Tests.Cases;

namespace Keras.Parity.Tests;

/// <summary>Metrics updated with arrays by real Keras.</summary>
[Collection(ParityReport.Name)]
public class MetricCases
{
    public static TheoryData<string> Names => [.. GoldenFolder.Names("metric")];

    [Theory, MemberData(nameof(Names))]
    public void MetricIsRealKeras(string name)
    {
        var golden = GoldenCase.Load(name);
        Assert.SkipUnless(MetricTable.Entries.Contains((string)golden.Description["metric"]!["class_name"]!), $"{name}: not built yet");

        var metric = Assert.IsAssignableFrom<MeanMetric>(MetricTable.Deserialize(golden.Description["metric"]!));
        for (int i = 0; i < (int)golden.Description["updates"]!; i++)
        {
            metric.UpdateState(golden.Array($"y_true{i}"), golden.Array($"y_pred{i}"), golden.Has($"sample_weight{i}") ? golden.Array($"sample_weight{i}") : null);
        }
        ArrayLike? value = golden.Array("value");
        var expected = new double[1];
        value!.View!.CopyTo<double>(expected);
        Distance.Check(golden, "value", expected[0], metric.Result());
        Assert.Null(JsonDifference.First(golden.Description["metric"], metric.Serialize()));
    }
}
