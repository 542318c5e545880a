using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Metrics;
using NumSharp;

namespace Keras.Tests.Metrics;

/// <summary>Against results of real Keras after each update.</summary>
public class MetricTests
{
    private static readonly JsonElement Data = EmbeddedData.Json("Metrics/Data/metrics.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Data.GetProperty("cases").GetArrayLength())];

    public static TheoryData<int> Means => [.. Enumerable.Range(0, Data.GetProperty("means").GetArrayLength())];

    public static TheoryData<int> Resolved => [.. Enumerable.Range(0, Data.GetProperty("resolved").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ResultsAndConfigurationAreThoseOfKeras(int number)
    {
        var expected = Data.GetProperty("cases")[number];
        var serialized = JsonNode.Parse(expected.GetProperty("object").GetRawText())!;
        var metric = Assert.IsType<MeanMetric>(MetricTable.Deserialize(serialized), exactMatch: false);
        for (int round = 0; round < 2; round++)
        {
            foreach (var (update, value) in expected.GetProperty("updates").EnumerateArray().Zip(expected.GetProperty("values").EnumerateArray()))
            {
                metric.UpdateState(Array(update, "y_true")!, Array(update, "y_pred")!, Array(update, "sample_weight"));
                Assert.Equal(value.GetDouble(), metric.Result(), 1e-6);
            }
            metric.ResetState();
            Assert.Equal(0, metric.Result());
        }
        Assert.True(JsonNode.DeepEquals(serialized, JsonNode.Parse(metric.Serialize().ToJsonString())), metric.Serialize().ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Means))]
    public void MeansAreThoseOfKeras(int number)
    {
        var mean = new Mean();
        var expected = Data.GetProperty("means")[number];
        foreach (var (update, value) in expected.GetProperty("updates").EnumerateArray().Zip(expected.GetProperty("values").EnumerateArray()))
        {
            mean.UpdateState(Array(update, "values")!, Array(update, "sample_weight"));
            Assert.Equal(value.GetDouble(), mean.Result(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Resolved))]
    public void NamesAreResolvedByShapesAsInKeras(int number)
    {
        var expected = Data.GetProperty("resolved")[number];
        string identifier = expected.GetProperty("identifier").GetString()!;
        MetricResolver.Check(identifier);
        var metric = MetricResolver.Resolve(identifier, Shape(expected.GetProperty("y_true")), Shape(expected.GetProperty("y_pred")));
        Assert.Equal(expected.GetProperty("class_name").GetString(), metric.ClassName);
        Assert.Equal(expected.GetProperty("name").GetString(), metric.Name);
        bool? up = expected.GetProperty("direction").GetString() switch { "up" => true, "down" => false, _ => null };
        Assert.Equal(up, metric.Increases);
    }

    [Fact]
    public void PredictionsThatAreNotFiniteMatchNothing()
    {
        var metric = new SparseTopKCategoricalAccuracy(k: 2);
        metric.UpdateState(new[] { 0, 0, 0, 7 }, new[,] { { 1f, 0f, 0f }, { 1f, float.NaN, 0f }, { 1f, float.PositiveInfinity, 0f }, { 1f, 0f, 0f } });
        Assert.Equal(0.25, metric.Result());
    }

    [Fact]
    public void MeanTakesNumbers()
    {
        var mean = new Mean();
        mean.UpdateState(NumSharp.NDArray.Scalar(3f));
        mean.UpdateState(new[] { 1f, 2f }, NumSharp.NDArray.Scalar(0.5f));
        // Of real Keras: a weight for all counts once.
        Assert.Equal(2.5, mean.Result(), 1e-6);
    }

    [Fact]
    public void NaNStaysInTheMean()
    {
        var mean = new Mean();
        mean.UpdateState(new[] { 1.0, double.NaN });
        Assert.True(double.IsNaN(mean.Result()));
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.Equal("Unknown metric 'acuracy'. Did you mean 'Accuracy'? Known: Accuracy, BinaryAccuracy, CategoricalAccuracy, KLDivergence, Mean, MeanAbsoluteError, MeanSquaredError, SparseCategoricalAccuracy, SparseTopKCategoricalAccuracy, TopKCategoricalAccuracy, acc, accuracy.",
            Message(() => MetricResolver.Check("acuracy")));
        Assert.Equal("CategoricalAccuracy: expected targets of the predictions' shape (2, 4), received (2, 3). For class numbers use a sparse metric, or Utils.ToCategorical.", Message(() => new CategoricalAccuracy().UpdateState(new float[2, 3], new float[2, 4])));
        Assert.Equal("SparseCategoricalAccuracy: expected class numbers of shape (2,) for predictions of shape (2, 4), received (2, 3).", Message(() => new SparseCategoricalAccuracy().UpdateState(new float[2, 3], new float[2, 4])));
        Assert.Equal("MeanSquaredError: expected targets of the predictions' shape (2, 4), received (2, 3).", Message(() => new MeanSquaredError().UpdateState(new float[2, 3], new float[2, 4])));
        Assert.Equal("Mean 'mean_squared_error': expected sample weights that fit values of shape (2,), received (3,).", Message(() => new MeanSquaredError().UpdateState(new float[2, 4], new float[2, 4], new float[3])));
        Assert.StartsWith("TopKCategoricalAccuracy: expected a k of 1 or more, received 0.", Message(() => new TopKCategoricalAccuracy(0)));
        Assert.StartsWith("SparseTopKCategoricalAccuracy: expected a k of 1 or more, received -1.", Message(() => new SparseTopKCategoricalAccuracy(-1)));
        Assert.StartsWith("Accuracy: a name must not be empty.", Message(() => new Accuracy("")));
        Assert.Equal("Metrics are computed in float32; their configuration has another dtype. Leave it out.", Message(() => MetricTable.Deserialize(JsonNode.Parse("""{"class_name": "Mean", "config": {"dtype": "float64"}}""")!)));
        Assert.Equal("Mean 'm' averages values and cannot compare targets with predictions. Compile with another metric, such as \"mae\".",
            Assert.Throws<InvalidOperationException>(() => new Mean("m").Update(new CallContext(false), Op.Constant(0), Op.Constant(0), null)).Message);
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static NDArray? Array(JsonElement update, string name) => update.TryGetProperty(name, out var array)
        ? NDArrays.Wrap(array.GetProperty("values").EnumerateArray().Select(item => (float)item.GetDouble()).ToArray(), Shape(array.GetProperty("shape")))
        : null;

    private static Dimensions Shape(JsonElement element) => new([.. element.EnumerateArray().Select(item => item.GetInt32())]);
}
