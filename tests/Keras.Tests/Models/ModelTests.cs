using System.Text.Json.Nodes;
using Keras.Layers;
using static Keras.Functional;

namespace Keras.Tests.Models;

public class ModelTests
{
    [Fact]
    public void MergingAnUnknownAxisWithAKnownOneIsUnknownAsInKeras()
    {
        var (unknown, known) = (Input((null, 3)), Input((4, 3)));
        foreach (var merge in new[] { Add(), Multiply(), Maximum(), Average(), Subtract() })
        {
            Assert.Equal("(None, None, 3)", merge([unknown, known]).Shape.ToString());
            Assert.Equal("(None, None, 3)", merge([known, unknown]).Shape.ToString());
        }
        Assert.Equal("(None, None, 6)", Concatenate()([unknown, known]).Shape.ToString());
        Assert.Equal("(None, 4, 6)", Concatenate()([known, unknown]).Shape.ToString());
        Assert.Equal("(None, 4, 5, 7)", Concatenate()([Input((4, 5, 3)), Input((null, 5, 2)), Input((4, null, 2))]).Shape.ToString());
        Assert.Equal("(None, None, 3)", Concatenate(axis: 1)([unknown, known]).Shape.ToString());
        Assert.Equal("(None, 4, 3)", (unknown + known).Shape.ToString());
        Assert.Equal("(2, 4, 3)", Add()([Input(batchShape: (2, 4, 3)), known]).Shape.ToString());
    }

    [Fact]
    public void FunctionalPortReadsLineForLine()
    {
        var input_layer = Input(shape: 784, name: "input_layer");
        var h_1 = Dense(256, activation: "relu", name: "hidden_layer_1")(input_layer);
        var code = Dense(4, activation: "relu", name: "code_layer")(h_1);
        var output_layer = Dense(784, activation: "sigmoid", name: "output_layer")(code);
        var model = new Model(input_layer, output_layer);

        Assert.Equal(["input_layer", "hidden_layer_1", "code_layer", "output_layer"], model.Layers.Select(layer => layer.Name));
        Assert.Equal("(None, 784)", model.Output.Shape.ToString());

        var encoder = new Model(inputs: model.Input, outputs: model.GetLayer("code_layer").Output);
        Assert.Equal(4, encoder.Output.Shape[-1]);
        Assert.Same(model.GetLayer("hidden_layer_1"), encoder.GetLayer("hidden_layer_1"));
    }

    [Fact]
    public void ShapesComeAsNumbersTuplesAndCollections()
    {
        Assert.Equal("(None, 784)", Input(784).Shape.ToString());
        Assert.Equal("(None, 28, 28, 1)", Input((28, 28, 1)).Shape.ToString());
        Assert.Equal("(None, None, 28)", Input([null, 28]).Shape.ToString());
        Assert.Equal("(8, 3)", Input(3, batchSize: 8).Shape.ToString());
        Assert.Equal("(8, 3)", Input(batchShape: (8, 3)).Shape.ToString());
    }

    [Fact]
    public void DecoderIsCutFromAnInnerTensor()
    {
        var x = Input(6);
        var code = Dense(2, name: "code")(x);
        var model = new Model(x, Dense(6, name: "decoded")(code));
        var decoder = new Model(code, model.Output);

        Assert.Same(model.GetLayer("decoded"), decoder.GetLayer("decoded"));
        Assert.Equal(2, decoder.Weights.Count);
        var codes = new float[,] { { 1, 2 }, { 3, 4 } };
        var expected = model.GetLayer("decoded").Call(codes);
        Assert.Equal(expected.ToArray<float>(), decoder.Predict(codes, verbose: 0).ToArray<float>());

        // The decoder's calls leave the layers' own tensors as they were: those of the first call.
        Assert.Same(code, model.GetLayer("decoded").Input);
        Assert.Same(model.Output, model.GetLayer("decoded").Output);
        Assert.Equal(2, new Model(x, model.GetLayer("code").Output).Output.Shape[-1]);
    }

    [Fact]
    public void WeightsThatPartsShareCountOnce()
    {
        var x = Input(4);
        var code = Dense(3, kernelRegularizer: "l2", name: "code")(x);
        var model = new Model(x, Dense(2)(code));
        var z = Input(4);
        var both = new Model(z, [new Model(x, code).Call(z), model.Call(z)]);

        Assert.Equal(4, both.Weights.Count);
        Assert.Equal(23, both.CountParams());
        Assert.Equal(4, both.GetWeights().Count);
        both.SetWeights([.. model.GetWeights()]);
    }

    [Fact]
    public void AModelThatIsNotTrainableTrainsNothing()
    {
        var model = new Sequential([Input(4), Dense(3), Dense(2, name: "last")]) { Trainable = false };
        model.GetLayer("last").Trainable = true;
        Assert.Empty(model.TrainableWeights);
        Assert.Equal(4, model.NonTrainableWeights.Count);

        // Within another model, as in Keras, each layer's own flag counts.
        var x = Input(4);
        Assert.Equal(2, new Model(x, model.Call(x)).TrainableWeights.Count);
    }

    /// <summary>The shapes are those of Keras.</summary>
    [Fact]
    public void ShapesOfWhatIsUnknown()
    {
        Assert.Equal("(None, 4, 3)", (Input((4, 3)) * Input(3)).Shape.ToString());
        Assert.Equal("(None, None, 4)", (Input((1, 4)) + Input(4)).Shape.ToString());
        Assert.Equal("(None, 3, 4)", (Input(4) - Input((3, 4))).Shape.ToString());
        Assert.Equal("(None, 4, 3)", (Input((null, 3)) / Input((4, 3))).Shape.ToString());
        Assert.Equal("(None, None, 3)", Concatenate(axis: 1)([Input((null, 3)), Input((4, 3))]).Shape.ToString());
        Assert.Equal("(None, 4, 5)", Concatenate()([Input((4, 3)), Input((null, 2))]).Shape.ToString());

        static string Reshaped(IntTuple target, KerasShape shape) => Reshape(target)(Input(shape)).Shape.ToString();
        Assert.Equal("(None, None, 7)", Reshaped((-1, 7), (null, 5)));
        Assert.Equal("(None, None, 11)", Reshaped((-1, 11), (null, null, 3)));
        Assert.Equal("(None, 4, None)", Reshaped((4, -1), (null, 5)));
        Assert.Equal("(None, 2, 5)", Reshaped((2, 5), (null, 5)));

        var image = Input((null, null, 3));
        Assert.Equal("(None, None, None, 1024)", UpSampling2D(4)(Conv2D(1024, 3)(image)).Shape.ToString());
    }

    [Fact]
    public void UnknownAxesBecomeKnownWithTheData()
    {
        var x = Input((null, 5));
        var inner = new Model(x, Reshape((2, 5))(x));
        var z = Input((null, 5));
        var model = new Model(z, inner.Call(z));
        Assert.Equal("(None, 2, 5)", model.Output.Shape.ToString());
        Assert.Equal([3, 2, 5], model.Predict(new float[3, 2, 5], verbose: 0).shape);
        Assert.Equal([3, 2, 5], Model.FromJson(model.ToJson()).Predict(new float[3, 2, 5], verbose: 0).shape);

        var (a, b) = (Input((2, 3)), Input(3));
        var product = new Model([a, b], a * b).Predict([new float[,,] { { { 1, 2, 3 }, { 4, 5, 6 } }, { { 1, 1, 1 }, { 2, 2, 2 } } }, new float[,] { { 1, 10, 100 }, { 2, 20, 200 } }], verbose: 0);
        Assert.Equal([1, 20, 300, 8, 100, 1200, 1, 10, 100, 4, 40, 400], product.ToArray<float>());
    }

    [Fact]
    public void AnInputOfIntegersDropsFractions()
    {
        var x = Input(3, dtype: "int32");
        var model = new Model(x, x * 2.0);
        Assert.Equal([2, -2, 6], model.Predict(new[,] { { 1.9, -1.9, 3.2 } }, verbose: 0).ToArray<float>());
        Assert.Equal([2, -2, 6], model.Call(new[,] { { 1.9, -1.9, 3.2 } }).ToArray<float>());
    }

    [Fact]
    public void ArithmeticBetweenTensorsIsPartOfTheModel()
    {
        var x = Input(2);
        var model = new Model(x, (1.0 - x * 2.0) / (x + 3.0) - -x);
        var output = model.Predict(new float[,] { { 1, 2 } }, verbose: 0).ToArray<float>();
        Assert.Equal([(1 - 2f) / 4 + 1, (1 - 4f) / 5 + 2], output, (left, right) => Math.Abs(left - right) < 1e-6f);
    }

    [Fact]
    public void SequentialGrowsAndShrinks()
    {
        var model = new Sequential([Input(784), Dense(3, "relu")]);
        model.Add(Dense(784));
        Assert.Equal(2, model.Layers.Count);
        Assert.Equal(784, model.Output.Shape[1]);
        Assert.IsType<Dense>(model.Pop());
        Assert.Equal(3, model.Output.Shape[1]);
    }

    [Fact]
    public void SequentialWithoutInputIsBuiltByItsFirstData()
    {
        var model = new Sequential([Dense(3), Dense(2)]);
        Assert.Equal([4, 2], model.Predict(new float[4, 5], verbose: 0).shape);
        Assert.Equal("(None, 2)", model.Output.Shape.ToString());
    }

    [Fact]
    public void SharedLayerCountsItsWeightsOnce()
    {
        var shared = Dense(3);
        var (a, b) = (Input(4), Input(4));
        var model = new Model([a, b], Add()([shared(a), shared(b)]));
        Assert.Equal(15, model.CountParams());
        Assert.Equal(2, model.Weights.Count);
    }

    [Fact]
    public void JsonKeepsSharedLayersNestedModelsAndWhatWasCompiled()
    {
        var z = Input(3, name: "z");
        var inner = new Model(z, Dense(3, activation: "tanh", name: "d")(z), name: "inner");
        var x = Input(3, name: "x");
        var model = new Model([x], [inner.Call(inner.Call(x)), 2.0 * x], name: "outer");
        model.Compile("adam", loss: ["mse", "mae"], lossWeights: [0.5, 1.0], metrics: [["mae"], []]);

        var again = Model.FromJson(model.ToJson());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(model.ToJson()), JsonNode.Parse(again.ToJson())));
        again.SetWeights([.. model.GetWeights()]);
        var data = new float[,] { { 1, 2, 3 } };
        Assert.Equal(model.PredictAll(data, verbose: 0)[0].ToArray<float>(), again.PredictAll(data, verbose: 0)[0].ToArray<float>());
        Assert.Equal("Adam", again.Optimizer.GetType().Name);
    }
}
