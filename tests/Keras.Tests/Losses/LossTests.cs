using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Engine.Reference;
using Keras.Losses;
using NumSharp;

namespace Keras.Tests.Losses;

/// <summary>Against values and gradients of real Keras on JAX.</summary>
public class LossTests
{
    private static readonly JsonElement Cases = EmbeddedData.Json("Losses/Data/losses.json").GetProperty("cases");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ValueIsThatOfKeras(int number)
    {
        var expected = Cases[number];
        ArrayLike? weight = expected.TryGetProperty("sample_weight", out var given) ? Array(given) : null;

        var value = Make(expected).Call(Array(expected.GetProperty("y_true")), Array(expected.GetProperty("y_pred")), weight);

        Assert.Equal(Shape(expected.GetProperty("value")), NDArrays.ShapeOf(value));
        Assert.Equal(Doubles(expected.GetProperty("value")), NDArrays.Elements<float>(value).ToArray().Select(item => (double)item), Near);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void GradientIsThatOfKeras(int number)
    {
        var expected = Cases[number];
        var (inputs, loss) = Record(expected);
        var gradient = Gradients.Of(Op.Sum(loss), [inputs[1]])[0]!;
        var actual = ReferenceInterpreter.Evaluate([gradient], Values(expected, inputs))[0];
        Assert.Equal(expected.GetProperty("gradient").EnumerateArray().Select(item => item.GetDouble()), actual, Near);
    }

    /// <summary>The reference interpreter computes in double precision; near 0 and 1, where predictions are clipped, it is not compared.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void GradientIsTheDifferenceQuotient(int number)
    {
        const double Step = 1e-6;
        var (inputs, loss) = Record(Cases[number]);
        var total = Op.Sum(loss);
        var values = Values(Cases[number], inputs);
        var gradient = ReferenceInterpreter.Evaluate([Gradients.Of(total, [inputs[1]])[0]!], values)[0];
        var predictions = (double[])values[inputs[1]].Clone();
        for (int i = 0; i < predictions.Length; i++)
        {
            if (predictions[i] is (> -1e-3 and < 1e-3) or (> 0.999 and < 1.001))
            {
                continue;
            }
            double difference = (At(predictions[i] + Step) - At(predictions[i] - Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-5 * (1 + Math.Abs(difference)));

            double At(double prediction)
            {
                var moved = (double[])predictions.Clone();
                moved[i] = prediction;
                return ReferenceInterpreter.Evaluate([total], new Dictionary<Value, double[]>(values, ReferenceEqualityComparer.Instance) { [inputs[1]] = moved })[0][0];
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ConfigurationIsThatOfKeras(int number)
    {
        var expected = JsonNode.Parse(Cases[number].GetProperty("object").GetRawText())!;
        var written = JsonNode.Parse(Make(Cases[number]).Serialize().ToJsonString())!;
        Assert.True(JsonNode.DeepEquals(expected, written), written.ToJsonString());
    }

    [Fact]
    public void LogitsOfAnySizeGiveFiniteGradients()
    {
        float[,] logits = { { 0, 1000, -1000, 88 } }, targets = { { 1, 0, 1, 1 } };
        var loss = NDArrays.Elements<float>(new BinaryCrossentropy(fromLogits: true, reduction: "sum", axis: 0).Call(targets, logits))[0];
        Assert.Equal(MathF.Log(2) + 1000 + 1000, loss, 1e-3f);
        var input = new Input("z", [1, 4], KerasDType.Float32).Apply();
        foreach (Loss each in new Loss[] { new BinaryCrossentropy(fromLogits: true), new CategoricalCrossentropy(fromLogits: true) })
        {
            var gradient = Gradients.Of(each.Compute(Op.Constant([1, 0, 1, 1], [1, 4]), input, null), [input])[0]!;
            var values = ReferenceInterpreter.Evaluate([gradient], new Dictionary<Value, double[]>(ReferenceEqualityComparer.Instance) { [input] = [0, 1000, -1000, 88] })[0];
            Assert.All(values, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void GradientOfALogitOfZeroIsThatOfTheSigmoid()
    {
        var input = new Input("z", [1, 1], KerasDType.Float32).Apply();
        var gradient = Gradients.Of(new BinaryCrossentropy(fromLogits: true).Compute(Op.Constant([0.2], [1, 1]), input, null), [input])[0]!;
        Assert.Equal(0.3, ReferenceInterpreter.Evaluate([gradient], new Dictionary<Value, double[]>(ReferenceEqualityComparer.Instance) { [input] = [0] })[0][0], 1e-12);
    }

    [Fact]
    public void TheLossOfASigmoidIsThatOfItsProbabilities()
    {
        double[] logits = [0, 0.5, -3, 7, -12, 15.5, -15.5, 16.2, -16.2, 20, -20, 100, -100, double.PositiveInfinity, double.NegativeInfinity];
        double[] targets = [0, 1, 0.3, 1, 0.5, 0, 1, 0, 1, 0.25, 0.75, 0, 1, 1, 0];
        var input = new Input("z", [1, logits.Length], KerasDType.Float32).Apply();
        var loss = new BinaryCrossentropy(reduction: "sum", axis: 0).Compute(Op.Constant(targets, [1, targets.Length]), Op.Sigmoid(input), null);
        var results = ReferenceInterpreter.Evaluate([loss, Gradients.Of(loss, [input])[0]!], new Dictionary<Value, double[]>(ReferenceEqualityComparer.Instance) { [input] = logits });
        double sum = 0, least = 1e-7f, most = (float)(1 - 1e-7);
        for (int i = 0; i < logits.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-logits[i])), clipped = Math.Clamp(p, least, most);
            sum -= targets[i] * Math.Log(clipped) + (1 - targets[i]) * Math.Log(1 - clipped);
            Assert.Equal(p == clipped ? p - targets[i] : 0, results[1][i], 1e-9);
        }
        Assert.Equal(sum, results[0][0], 1e-6);
    }

    [Theory]
    [InlineData("mse", typeof(MeanSquaredError), "mse")]
    [InlineData("MSE", typeof(MeanSquaredError), "MSE")]
    [InlineData("mean_absolute_error", typeof(MeanAbsoluteError), "mean_absolute_error")]
    [InlineData("MeanAbsoluteError", typeof(MeanAbsoluteError), "mean_absolute_error")]
    [InlineData("bce", typeof(BinaryCrossentropy), "bce")]
    [InlineData("binary_crossentropy", typeof(BinaryCrossentropy), "binary_crossentropy")]
    [InlineData("kl_divergence", typeof(KLDivergence), "kl_divergence")]
    [InlineData("kld", typeof(KLDivergence), "kld")]
    [InlineData("huber", typeof(Huber), "huber")]
    [InlineData("sparse_categorical_crossentropy", typeof(SparseCategoricalCrossentropy), "sparse_categorical_crossentropy")]
    public void NamesStandForClasses(string name, Type expected, string expectedName)
    {
        Loss loss = name;
        Assert.IsType(expected, loss);
        Assert.Equal(expectedName, loss.Name);
    }

    [Fact]
    public void ClassLabelsAreKnown()
    {
        Assert.Null(new MeanSquaredError().Labels((null, 3)));
        Assert.Equal(new ClassLabels(3, -1), new SparseCategoricalCrossentropy(ignoreClass: -1).Labels((null, 3)));
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        float[,] four = new float[2, 4], three = new float[2, 3];
        Assert.Equal("Unknown loss 'msee'. Did you mean 'mse'? Known: BinaryCrossentropy, CategoricalCrossentropy, Huber, KLDivergence, MeanAbsoluteError, MeanSquaredError, SparseCategoricalCrossentropy, bce, kl_divergence, kld, mae, mse.",
            Message(() => (Loss)"msee"));
        Assert.Equal("Unknown loss 'binary_crosentropy'. Did you mean 'BinaryCrossentropy'? Known: BinaryCrossentropy, CategoricalCrossentropy, Huber, KLDivergence, MeanAbsoluteError, MeanSquaredError, SparseCategoricalCrossentropy, bce, kl_divergence, kld, mae, mse.", Message(() => (Loss)"binary_crosentropy"));
        Assert.StartsWith("MeanSquaredError: unknown reduction 'summ'. Did you mean 'sum'? Known: mean, mean_with_sample_weight, none, sum, sum_over_batch_size.", Message(() => new MeanSquaredError("summ")));
        Assert.Equal("MeanSquaredError: expected targets of the predictions' shape (2, 3), received (2, 4).", Message(() => new MeanSquaredError().Call(four, three)));
        Assert.StartsWith("MeanSquaredError: expected sample weights of shape (2,), one for each loss, received (3,).", Message(() => new MeanSquaredError().Call(four, four, new float[3])));
        Assert.Equal("CategoricalCrossentropy: expected targets of the predictions' shape (2, 4), received (2, 1). For class numbers use SparseCategoricalCrossentropy, or Utils.ToCategorical.", Message(() => new CategoricalCrossentropy().Call(new float[2, 1], four)));
        Assert.Equal("SparseCategoricalCrossentropy: expected class numbers of shape (2,) for predictions of shape (2, 4), received (2, 3).", Message(() => new SparseCategoricalCrossentropy().Call(three, four)));
        Assert.Equal("SparseCategoricalCrossentropy: expected class numbers from 0 to 3; received 4 at place 1 of the targets.", Message(() => new SparseCategoricalCrossentropy().Call(new[] { 0, 4 }, four)));
        Assert.Equal("SparseCategoricalCrossentropy: expected class numbers from 0 to 3, or -1, which is ignored; received 0.5 at place 0 of the targets.", Message(() => new SparseCategoricalCrossentropy(ignoreClass: -1).Call(new[] { 0.5, -1 }, four)));
        Assert.StartsWith("BinaryCrossentropy: expected a labelSmoothing from 0 to 1, received 2.", Message(() => new BinaryCrossentropy(labelSmoothing: 2)));
        Assert.Equal("BinaryCrossentropy: axis 2 does not exist in predictions of shape (2, 4).", Message(() => new BinaryCrossentropy(axis: 2).Call(four, four)));
        Assert.StartsWith("Huber: expected a delta greater than 0, received 0.", Message(() => new Huber(0)));
        Assert.StartsWith("MeanSquaredError: expected one array as yTrue, received several: [float32 (2, 4), float32 (2, 3)]. Compare them one by one.", Message(() => new MeanSquaredError().Call([four, three], four)));
        Assert.StartsWith("MeanSquaredError: yPred has no elements; received shape (0, 4).", Message(() => new MeanSquaredError().Call(four, new float[0, 4])));
        Assert.Equal("Losses are computed in float32; their configuration has another dtype. Leave it out.", Message(() => LossTable.Deserialize(JsonNode.Parse("""{"class_name": "Huber", "config": {"dtype": "float64"}}""")!)));
    }

    private static string Message(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;

    private static Loss Make(JsonElement expected) => LossTable.Deserialize(JsonNode.Parse(expected.GetProperty("object").GetRawText())!);

    private static (Value[] Inputs, Value Loss) Record(JsonElement expected)
    {
        Value[] inputs = [.. Names(expected).Select(name => new Input(name, Shape(expected.GetProperty(name)), KerasDType.Float32).Apply())];
        return (inputs, Make(expected).Compute(inputs[0], inputs[1], inputs.ElementAtOrDefault(2)));
    }

    private static Dictionary<Value, double[]> Values(JsonElement expected, Value[] inputs) =>
        new(inputs.Zip(Names(expected), (input, name) => KeyValuePair.Create(input, Doubles(expected.GetProperty(name)))), ReferenceEqualityComparer.Instance);

    private static IEnumerable<string> Names(JsonElement expected) => new[] { "y_true", "y_pred", "sample_weight" }.Where(name => expected.TryGetProperty(name, out _));

    private static NDArray Array(JsonElement element) => NDArrays.Wrap(System.Array.ConvertAll(Doubles(element), item => (float)item), Shape(element));

    private static Dimensions Shape(JsonElement element) => new([.. element.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())]);

    private static double[] Doubles(JsonElement element) => [.. element.GetProperty("values").EnumerateArray().Select(item => item.GetDouble())];

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 2e-6 * (1 + Math.Abs(expected));
}
