using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Initializers;
using Constant = Keras.Initializers.Constant;

namespace Keras.Tests.Initializers;

/// <summary>Against numbers of Keras's NumPy backend.</summary>
[Collection(GlobalSeedTests.Name)]
public class InitializerTests
{
    private static readonly JsonElement Cases = EmbeddedData.Json("Initializers/Data/initializers.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void NumbersAndConfigurationAreThoseOfKeras(int number)
    {
        var expected = Cases.GetProperty("cases")[number];
        var serialized = JsonNode.Parse(expected.GetProperty("object").GetRawText())!;
        var initializer = InitializerTable.Deserialize(serialized);

        var values = initializer.Make(Shape(expected));

        Assert.Equal(Values(expected), values, Compare(initializer));
        Assert.True(JsonNode.DeepEquals(serialized, JsonNode.Parse(initializer.Serialize().ToJsonString())), initializer.Serialize().ToJsonString());
        Assert.Equal(values, initializer.Make(Shape(expected)));
    }

    [Fact]
    public void SeedsAreDrawnInTheOrderOfConstruction()
    {
        GlobalSeed.SetRandomSeed(42);
        foreach (var expected in Cases.GetProperty("seeded").EnumerateArray())
        {
            Initializer initializer = expected.GetProperty("name").GetString()!;
            Assert.Equal(Values(expected), initializer.Make(Shape(expected)), Compare(initializer));
        }
    }

    [Fact]
    public void LayersDrawTheirSeedsWhenTheyAreMade()
    {
        GlobalSeed.SetRandomSeed(7);
        var first = new Keras.Layers.Dense(2);
        var second = new Keras.Layers.Dense(2);
        second.EnsureBuilt([new KerasShape([null, 2])]);
        first.EnsureBuilt([new KerasShape([null, 3])]);
        Assert.Equal(Values(Cases.GetProperty("layers")[0]), first.Weights[0].State.ToDoubles());
        Assert.Equal(Values(Cases.GetProperty("layers")[1]), second.Weights[0].State.ToDoubles());
    }

    [Theory]
    [InlineData("zero", typeof(Zeros))]
    [InlineData("one", typeof(Ones))]
    [InlineData("normal", typeof(RandomNormal))]
    [InlineData("he_uniform", typeof(HeUniform))]
    [InlineData("HeUniform", typeof(HeUniform))]
    [InlineData("constant", typeof(Constant))]
    [InlineData("torch_uniform", typeof(TorchUniform))]
    [InlineData("stft", typeof(STFT))]
    [InlineData("STFTInitializer", typeof(STFT))]
    public void NamesStandForClasses(string name, Type expected)
    {
        Initializer initializer = name;
        Assert.IsType(expected, initializer);
    }

    [Fact]
    public void IdentityKeepsItsGain()
    {
        var initializer = InitializerTable.Deserialize(new Identity(0.5).Serialize());
        Assert.Equal([0.5, 0, 0, 0.5, 0, 0], initializer.Make([3, 2]));
    }

    [Fact]
    public void TorchUniformStaysWithinPyTorchsBound()
    {
        foreach (var (initializer, shape, fan) in new (TorchUniform, Dimensions, int)[] { (new(seed: 1), [25, 40], 25), (new(seed: 2), [3, 3, 8, 16], 72), (new(25, seed: 3), [1000], 25) })
        {
            var values = initializer.Make(shape);
            double bound = 1 / Math.Sqrt(fan);
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.InRange(values.Max(), bound * 0.98, bound);
            Assert.InRange(values.Min(), -bound, -bound * 0.98);
        }
        Assert.Equal("VarianceScaling", (string?)new TorchUniform().Serialize()["class_name"]);
        Assert.Equal("RandomUniform", (string?)new TorchUniform(9).Serialize()["class_name"]);
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.Equal("Unknown initializer 'glorot_unifrom'. Did you mean 'GlorotUniform'? Known: Constant, GlorotNormal, GlorotUniform, HeNormal, HeUniform, Identity, LecunNormal, LecunUniform, Ones, Orthogonal, RandomNormal, RandomUniform, STFT, TorchUniform, TruncatedNormal, VarianceScaling, Zeros.",
            Assert.Throws<ArgumentException>(() => (Initializer)"glorot_unifrom").Message);
        Assert.StartsWith("GlorotUniform: expected a seed of 0 or more, received -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new GlorotUniform(-1)).Message);
        Assert.StartsWith("VarianceScaling: expected a scale greater than 0, received 0.", Assert.Throws<ArgumentException>(() => new VarianceScaling(0)).Message);
        Assert.StartsWith("VarianceScaling: unknown mode 'fan_on'. Did you mean 'fan_in'?", Assert.Throws<ArgumentException>(() => new VarianceScaling(mode: "fan_on")).Message);
        Assert.StartsWith("VarianceScaling: unknown distribution 'unifrom'. Did you mean 'uniform'?", Assert.Throws<ArgumentException>(() => new VarianceScaling(distribution: "unifrom")).Message);
        Assert.StartsWith("Identity: expected a weight of two axes, received shape (3,).", Assert.Throws<ArgumentException>(() => new Identity().Make([3])).Message);
        Assert.StartsWith("Orthogonal: expected a weight of two or more axes, received shape (3,).", Assert.Throws<ArgumentException>(() => new Orthogonal().Make([3])).Message);
        Assert.StartsWith("TorchUniform: expected a fanIn of 1 or more, received 0.", Assert.Throws<ArgumentException>(() => new TorchUniform(0)).Message);
        Assert.Equal("TorchUniform: a weight of shape (3,) does not say how many inputs its layer has. Pass the number, as in new TorchUniform(784).", Assert.Throws<ArgumentException>(() => new TorchUniform().Make([3])).Message);
    }

    /// <summary>The QR decomposition of a LAPACK rounds in float32; all else is equal bit for bit.</summary>
    private static Func<double, double, bool> Compare(Initializer initializer) =>
        initializer is Orthogonal ? (left, right) => Math.Abs(left - right) < 1e-6 : (left, right) => left == right;

    private static Dimensions Shape(JsonElement element) => new([.. element.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())]);

    private static double[] Values(JsonElement element) => [.. element.GetProperty("values").EnumerateArray().Select(item => item.GetDouble())];
}
