using Keras.Losses;
using Keras.Parity.Tests.Cases;

namespace Keras.Parity.Tests;

/// <summary>Losses called on arrays by real Keras.</summary>
[Collection(ParityReport.Name)]
public class LossCases
{
    public static TheoryData<string> Names => [.. GoldenFolder.Names("loss")];

    [Theory, MemberData(nameof(Names))]
    public void LossIsRealKeras(string name)
    {
        var golden = GoldenCase.Load(name);
        Assert.SkipWhen(NotBuilt.UsedBy(golden) is not null, $"{name}: not built yet: {NotBuilt.UsedBy(golden)}");

        var loss = LossTable.Deserialize(golden.Description["loss"]!);
        ArrayLike? sampleWeight = golden.Has("sample_weight") ? golden.Array("sample_weight") : null;
        var value = loss.Call(golden.Array("y_true")!, golden.Array("y_pred")!, sampleWeight);
        Assert.Equal(golden.Array("value").shape, value.shape);
        Distance.Check(golden, "value", golden.Array("value"), Core.NDArrays.Elements<float>(value));
        Assert.Null(JsonDifference.First(golden.Description["loss"], loss.Serialize()));
    }
}
