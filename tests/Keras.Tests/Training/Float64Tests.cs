using System.Text.Json;
using Keras.Core;
using Keras.Initializers;
using Keras.Layers;
using Keras.Optimizers;
using Keras.Regularizers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Tests.Training;

/// <summary>Models that compute in float64.</summary>
[Collection(nameof(Alone))]
public sealed class Float64Tests : IDisposable
{
    public static TheoryData<string> Optimizers => ["adam", "sgd", "rmsprop", "adamw"];

    public void Dispose() => Config.SetFloatx("float32");

    /// <summary>PyTorch's gradients and Keras's rules, by <c>Data/make_float64.py</c>: a float32 on the way would show at 1e-8.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TrainsToFifteenDigits(string optimizer)
    {
        Config.SetFloatx("float64");
        var expected = EmbeddedData.Json("Training/Data/float64.json").EnumerateArray().Single(row => row.GetProperty("optimizer").GetString() == optimizer);
        var (x, y) = (Numbers(20, 3), Numbers(20, 2) * 0.5 + 0.5);
        var model = new Sequential([Input(3), Dense(4, "tanh", kernelRegularizer: new L1(0.01)), Dense(2, "sigmoid")]);
        model.SetWeights(new[] { Numbers(3, 4), np.zeros(4), Numbers(4, 2), np.zeros(2) });
        model.Compile(optimizer, "binary_crossentropy", metrics: ["mae"]);
        var history = model.Fit(x, y, batchSize: 8, epochs: 5, shuffle: false, verbose: 0);

        Near(expected.GetProperty("loss"), history["loss"]);
        Near(expected.GetProperty("mae"), history["mae"]);
        Near(expected.GetProperty("predictions"), model.Predict(x, verbose: 0).ToArray<double>());
        var weights = model.GetWeights();
        for (int i = 0; i < weights.Count; i++)
        {
            Near(expected.GetProperty("weights")[i], weights[i].ToArray<double>());
        }
    }

    [Fact]
    public void EverythingIsFloat64()
    {
        Config.SetFloatx("float64");
        var x = Input(3);
        var inner = new Model(x, Dense(2)(x) * 2.0);
        var y = Input(3);
        var model = new Model(y, inner.Call(y));
        model.Compile(new Adam(0.1), "mse", metrics: ["mae"]);
        Assert.Equal("float64", model.Output.DType.Name);
        Assert.All(model.Weights, weight => Assert.Equal("float64", weight.DType.Name));
        Assert.All(model.GetWeights(), weight => Assert.Equal(NPTypeCode.Double, weight.typecode));
        Assert.Equal(NPTypeCode.Double, model.Predict(np.ones((5, 3)), verbose: 0).typecode);
        Assert.Equal(NPTypeCode.Double, model.PredictOnBatch(np.ones((5, 3))).typecode);
        Assert.Equal(NPTypeCode.Double, model.Call(np.ones((5, 3))).typecode);
        Assert.Equal(0.1, new Adam(0.1).LearningRate);
    }

    [Fact]
    public void ALayersDTypeIsEnough()
    {
        var x = Input(3, dtype: "float64");
        var model = new Model(x, Dense(1, dtype: "float64", kernelInitializer: new Keras.Initializers.Constant(0.1))(x));
        Assert.Equal(0.1 * 3, (double)model.Predict(np.ones((1, 3)), verbose: 0)[0, 0], 1e-16);
        var again = Model.FromJson(model.ToJson());
        Assert.Equal("float64", again.Layers[1].DType.Name);
        Assert.Equal("float64", again.Output.DType.Name);
    }

    [Fact]
    public void AChainsInputFollowsItsFirstLayer()
    {
        var model = new Sequential([Dense(1, dtype: "float64")]);
        Assert.Equal(NPTypeCode.Double, model.Predict(np.ones((2, 3)), verbose: 0).typecode);
    }

    [Fact]
    public void ASpanOfFloatsIsConverted()
    {
        Config.SetFloatx("float64");
        var model = new Sequential([Input(3), Dense(2)]);
        float[] samples = [1, 2, 3, 4, 5, 6];
        var output = new float[4];
        model.Predict(samples, output);
        Assert.Equal(model.Predict(np.array(samples).reshape(2, 3), verbose: 0).ToArray<double>().Select(value => (float)value), output);
    }

    [Fact]
    public void AnInitializersNumbersHaveAllTheirDigits()
    {
        double[] single = new GlorotUniform(seed: 1).Make([3, 4]), wide = new GlorotUniform(seed: 1).Make([3, 4], KerasDType.Float64);
        Assert.Equal(single, wide.Select(number => (double)(float)number));
        Assert.NotEqual(single, wide);
    }

    [Fact]
    public void TwoDTypesInOneModelAreRefused()
    {
        var x = Input(3, name: "x", dtype: "float64");
        Assert.Equal(
            "Model 'm': layer 'a' computes in float64, 'b' in float32; a model computes in one dtype. Give all layers the same, or call Config.SetFloatx before they are made.",
            Assert.Throws<ArgumentException>(() => new Model(x, Dense(1, name: "b")(Dense(1, name: "a", dtype: "float64")(x)), "m")).Message);
        var y = Input(3, name: "y");
        Assert.Equal(
            "Model 'm': input 'y' is of float32 and the layers compute in float64, so that data would lose digits on their way in. Pass dtype: \"float64\" to Input.",
            Assert.Throws<ArgumentException>(() => new Model(y, Dense(1, dtype: "float64")(y), "m")).Message);
        Assert.Equal("SetFloatx: expected \"float32\" or \"float64\", received \"int32\". (Parameter 'value')", Assert.Throws<ArgumentException>(() => Config.SetFloatx("int32")).Message);
    }

    private static NDArray Numbers(int rows, int columns) =>
        np.array(Enumerable.Range(1, rows * columns).Select(i => (((i * 7919) + 104729) % 2001 / 1000.0) - 1).ToArray()).reshape(rows, columns);

    private static void Near(JsonElement expected, IEnumerable<double> actual) =>
        Assert.All(expected.EnumerateArray().Zip(actual, (one, other) => one.GetDouble() - other), difference => Assert.InRange(difference, -1e-14, 1e-14));
}
