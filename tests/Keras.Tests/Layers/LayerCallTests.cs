using Keras.Core;
using Keras.Layers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Tests.Layers;

public class LayerCallTests
{
    [Fact]
    public void ALayerCalledOnDataComputesAtOnce()
    {
        var layer = new Dense(2, kernelInitializer: "ones");
        var y = layer.Call(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 2L], y.shape);
        Assert.Equal([6, 6, 15, 15], NDArrays.Elements<float>(y).ToArray());
        Assert.Equal("(3, 2)", layer.Weights[0].Shape.ToString());
    }

    [Fact]
    public void SeveralArraysAndAnyKind()
    {
        var y = Add().Call([new double[,] { { 1, 2 } }, np.array(new float[,] { { 10, 20 } })]);
        Assert.Equal([11, 22], NDArrays.Elements<float>(y).ToArray());
        Assert.Equal([1, 2, 3, 4], NDArrays.Elements<float>(Flatten().Call(new byte[,,] { { { 1, 2 }, { 3, 4 } } })).ToArray());
    }

    [Fact]
    public void AModelCalledOnDataComputesAtOnce()
    {
        var x = Input(3);
        var model = new Model(x, Dense(1, kernelInitializer: "ones")(ReLU()(x)));
        Assert.Equal([4], NDArrays.Elements<float>(model.Call(new float[,] { { 1, -2, 3 } })).ToArray());
        var error = Assert.Throws<InvalidOperationException>(() => new Model(x, [x * 2.0, x * 3.0], name: "two").Call(new float[,] { { 1, 2, 3 } }));
        Assert.Equal("Functional 'two' has several outputs, and a call on data gives one array. Call it on tensors, or use PredictAll of a model.", error.Message);
    }

    [Fact]
    public void AModelCalledOnDataByName()
    {
        var (a, b) = (Input(1, name: "a"), Input(1, name: "b"));
        var model = new Model([a, b], a - b, name: "m");
        ArrayLike two = new float[,] { { 2 } }, five = new float[,] { { 5 } };
        Assert.Equal([-3], NDArrays.Elements<float>(model.Call(new Dictionary<string, ArrayLike> { ["b"] = five, ["a"] = two })).ToArray());
        Assert.Equal("data: model 'm' has no input 'bb'. Did you mean 'b'? Known: a, b.",
            Assert.Throws<ArgumentException>(() => model.Call(new Dictionary<string, ArrayLike> { ["bb"] = five, ["a"] = two })).Message);
        Assert.StartsWith("Dense 'd': expected an array, or several in the order of the inputs; received a dictionary, and only a model's inputs have names.",
            Assert.Throws<ArgumentException>(() => new Dense(2, name: "d").Call(new Dictionary<string, ArrayLike> { ["a"] = two })).Message);
    }

    /// <summary>Which overload is meant: tensors in all their forms, else data.</summary>
    [Fact]
    public void TensorsAreNotTakenForData()
    {
        KerasTensor a = Input(2), b = Input(2);
        KerasTensor one = new ReLU().Call(a), list = new Keras.Layers.Add().Call([a, b]), array = new Keras.Layers.Add().Call(new[] { a, b });
        KerasTensor byFunction = ReLU().Call(a), byFunctionArray = Add().Call(new[] { a, b }), invoked = Add()([a, b]), chained = a.Add(b).ReLU().Dense(3, "relu");
        Assert.All([one, list, array, byFunction, byFunctionArray, invoked], tensor => Assert.Equal("(None, 2)", tensor.Shape.ToString()));
        Assert.Equal("(None, 3)", chained.Shape.ToString());
    }

    [Fact]
    public void WhatPeopleDoWithALayerWorksOnTheFunction()
    {
        var dense = Dense(2, kernelInitializer: "ones", name: "code");
        var y = dense(Input(1));
        Assert.Equal("code", dense.Name);
        Assert.Same(y, dense.Output);
        Assert.Equal(2, dense.Weights.Count);
        Assert.Equal(4, dense.CountParams());
        dense.SetWeights([np.array(new float[,] { { 3, 4 } }), np.array(new float[] { 5, 6 })]);
        Assert.Equal([3, 4], NDArrays.Elements<float>(dense.GetWeights()[0]).ToArray());
        Assert.Equal([11, 14], NDArrays.Elements<float>(dense.Call(new float[,] { { 2 } })).ToArray());
        dense.Trainable = false;
        Assert.Empty(((Layer)dense).TrainableWeights);
    }

    [Fact]
    public void WeightsGoOutAndIn()
    {
        Layer from = Dense(2)(Input(3)).Operation as Layer ?? throw new InvalidOperationException(), to = new Dense(2);
        to.Call(Input(3));
        to.SetWeights(from.GetWeights());
        Assert.Equal(from.Weights[0].State.ToDoubles(), to.Weights[0].State.ToDoubles());
        var copy = from.GetWeights();
        from.SetWeights([np.zeros(new long[] { 3, 2 }), np.zeros(new long[] { 2 })]);
        Assert.Equal(to.Weights[0].State.ToDoubles(), Array.ConvertAll(NDArrays.Elements<float>(copy[0]).ToArray(), number => (double)number));
    }

    [Fact]
    public void WeightsThatDoNotFitChangeNothing()
    {
        var layer = new Dense(2, kernelInitializer: "ones", name: "d");
        layer.Call(Input(3));
        Expect(() => layer.SetWeights([np.zeros(new long[] { 3, 2 })]), "Dense 'd': expected 2 weight(s), kernel (3, 2), bias (2,); received 1 array(s).");
        Expect(() => layer.SetWeights([np.zeros(new long[] { 3, 2 }), np.zeros(new long[] { 3 })]), "Dense 'd': expected shape (2,) for weight 1, d/bias; received (3,).");
        Expect(() => new Dense(2, name: "e").SetWeights([np.zeros(new long[] { 3, 2 })]), "Dense 'e': expected 0 weight(s), none before the layer was called on a tensor; received 1 array(s).");
        Assert.Equal([1, 1, 1, 1, 1, 1], layer.Weights[0].State.ToDoubles());
    }

    [Fact]
    public void DataThatCannotBeUsed()
    {
        Expect(() => new ReLU(name: "r").Call(new float[0, 3]), "ReLU 'r': expected arrays with a batch axis and at least one number, received shape (0, 3).");
        Expect(() => new ReLU(name: "r").Call(new Dictionary<string, NDArray> { ["x"] = np.zeros(new long[] { 1, 3 }) }), "ReLU 'r': expected an array, or several in the order of the inputs; received a dictionary, and only a model's inputs have names.");
    }

    private static void Expect(Action action, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message.Split(" (Parameter")[0]);
}
