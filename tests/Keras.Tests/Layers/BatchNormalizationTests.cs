using Keras.Core;
using Keras.Layers;

namespace Keras.Tests.Layers;

public class BatchNormalizationTests
{
    private static readonly float[,] Data = { { 1, 10 }, { 3, 30 } };

    private static float[] Call(Layer layer, bool training) => NDArrays.Elements<float>(layer.Call(Data, training)).ToArray();

    [Fact]
    public void TrainingUsesTheBatchAndMovesTheAverages()
    {
        var layer = new BatchNormalization(momentum: 0.9, epsilon: 0);
        Assert.Equal([-1, -1, 1, 1], Call(layer, training: true), Near);
        // Mean 2 and 20, biased variance 1 and 100; from 0 and 1.
        Assert.Equal([0.2f, 2], layer.Weights[2].State.Elements<float>().ToArray(), Near);
        Assert.Equal([0.9f + 0.1f, 0.9f + 10], layer.Weights[3].State.Elements<float>().ToArray(), Near);
    }

    [Fact]
    public void InferenceUsesTheAverages()
    {
        var layer = new BatchNormalization(epsilon: 0);
        Assert.Equal([1, 10, 3, 30], Call(layer, training: false), Near);
        Assert.Equal([0, 0], layer.Weights[2].State.ToDoubles());
    }

    [Fact]
    public void FrozenItStaysInInference()
    {
        var layer = new BatchNormalization(epsilon: 0) { Trainable = false };
        Assert.Equal([1, 10, 3, 30], Call(layer, training: true), Near);
        Assert.Equal([0, 0], layer.Weights[2].State.ToDoubles());
    }

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1e-5 * (1 + Math.Abs(expected));
}
