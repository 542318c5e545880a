using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Engine.Reference;
using Keras.Regularizers;

namespace Keras.Tests.Regularizers;

/// <summary>Against numbers of real Keras.</summary>
public class RegularizerTests
{
    private static readonly JsonElement Cases = EmbeddedData.Json("Regularizers/Data/regularizers.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void PenaltyAndConfigurationAreThoseOfKeras(int number)
    {
        var expected = Cases.GetProperty("cases")[number];
        var serialized = JsonNode.Parse(expected.GetProperty("object").GetRawText())!;
        var regularizer = RegularizerTable.Deserialize(serialized);
        double[] weight = [.. Cases.GetProperty("weight").EnumerateArray().Select(item => item.GetDouble())];

        double penalty = ReferenceInterpreter.Evaluate([regularizer.Call(Op.Constant(weight, [3, 4]))], new Dictionary<Value, double[]>())[0][0];

        Assert.Equal(expected.GetProperty("value").GetDouble(), penalty, 1e-6);
        Assert.True(JsonNode.DeepEquals(serialized, JsonNode.Parse(regularizer.Serialize().ToJsonString())), regularizer.Serialize().ToJsonString());
    }

    [Fact]
    public void NamesStandForClassesWithTheirDefaults()
    {
        Regularizer regularizer = "l2";
        Assert.Equal("{\"l2\":0.01}", Assert.IsType<L2>(regularizer).GetConfig().ToJsonString());
        regularizer = "L1L2";
        Assert.IsType<L1L2>(regularizer);
        regularizer = "orthogonal_regularizer";
        Assert.IsType<OrthogonalRegularizer>(regularizer);
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.Equal("Unknown regularizer 'l3'. Did you mean 'L1'? Known: L1, L1L2, L2, OrthogonalRegularizer.", Assert.Throws<ArgumentException>(() => (Regularizer)"l3").Message);
        Assert.StartsWith("L1: expected a l1 of 0 or more, received -1.", Assert.Throws<ArgumentException>(() => new L1(-1)).Message);
        Assert.StartsWith("L2: expected a l2 of 0 or more, received NaN.", Assert.Throws<ArgumentException>(() => new L2(double.NaN)).Message);
        Assert.StartsWith("L1L2: expected a l2 of 0 or more, received -2.", Assert.Throws<ArgumentException>(() => new L1L2(0, -2)).Message);
        Assert.StartsWith("OrthogonalRegularizer: unknown mode 'row'. Did you mean 'rows'?", Assert.Throws<ArgumentException>(() => new OrthogonalRegularizer(mode: "row")).Message);
        Assert.StartsWith("OrthogonalRegularizer: expected a weight of two axes, received shape (4,).", Assert.Throws<ArgumentException>(() => new OrthogonalRegularizer().Call(Op.Fill([4], 1))).Message);
    }
}
