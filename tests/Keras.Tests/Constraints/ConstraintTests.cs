using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Constraints;
using Keras.Core;
using Keras.Engine.Reference;

namespace Keras.Tests.Constraints;

/// <summary>Against numbers of real Keras.</summary>
public class ConstraintTests
{
    private static readonly JsonElement Cases = EmbeddedData.Json("Constraints/Data/constraints.json").GetProperty("cases");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void WeightsAndConfigurationAreThoseOfKeras(int number)
    {
        var expected = Cases[number];
        var serialized = JsonNode.Parse(expected.GetProperty("object").GetRawText())!;
        var constraint = ConstraintTable.Deserialize(serialized);
        var weight = Op.Constant(Doubles(expected, "weight"), new Dimensions([.. Doubles(expected, "shape").Select(size => (int)size)]));

        var values = ReferenceInterpreter.Evaluate([constraint.Call(weight)], new Dictionary<Value, double[]>())[0];

        Assert.Equal(Doubles(expected, "values"), values, (left, right) => Math.Abs(left - right) < 1e-6);
        var written = JsonNode.Parse(constraint.Serialize().ToJsonString())!;
        Assert.Equal(serialized["class_name"]!.ToString(), written["class_name"]!.ToString());
        Assert.True(JsonNode.DeepEquals(serialized["config"], written["config"]), written.ToJsonString());
    }

    [Fact]
    public void NamesStandForClassesWithTheirDefaults()
    {
        Constraint constraint = "max_norm";
        Assert.Equal("{\"max_value\":2.0,\"axis\":0}", Assert.IsType<MaxNorm>(constraint).GetConfig().ToJsonString());
        constraint = "non_neg";
        Assert.IsType<NonNeg>(constraint);
        constraint = "UnitNorm";
        Assert.IsType<UnitNorm>(constraint);
        constraint = "min_max_norm";
        Assert.Equal("{\"min_value\":0.0,\"max_value\":1.0,\"rate\":1.0,\"axis\":0}", Assert.IsType<MinMaxNorm>(constraint).GetConfig().ToJsonString());
    }

    [Fact]
    public void AxesAreWrittenAsTheyWereGiven()
    {
        foreach (string axis in new[] { "0", "[0]", "[0,1]" })
        {
            string config = $"{{\"max_value\":2.0,\"axis\":{axis}}}";
            var constraint = ConstraintTable.Deserialize(JsonNode.Parse($"{{\"class_name\":\"MaxNorm\",\"config\":{config}}}")!);
            Assert.Equal(config, constraint.GetConfig().ToJsonString());
        }
        Assert.Equal("{\"axis\":[0,1]}", new UnitNorm([0, 1]).GetConfig().ToJsonString());
        Assert.Equal("{\"axis\":1}", new UnitNorm(1).GetConfig().ToJsonString());
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.Equal("Unknown constraint 'maxnrm'. Did you mean 'MaxNorm'? Known: MaxNorm, MinMaxNorm, NonNeg, UnitNorm.", Assert.Throws<ArgumentException>(() => (Constraint)"maxnrm").Message);
        Assert.Equal("MaxNorm: axis 2 does not exist in a weight of shape (2, 3). Expected -2 to 1.", Assert.Throws<ArgumentException>(() => new MaxNorm(axis: 2).Call(Op.Fill([2, 3], 1))).Message);
    }

    private static double[] Doubles(JsonElement element, string key) => [.. element.GetProperty(key).EnumerateArray().Select(item => item.GetDouble())];
}
