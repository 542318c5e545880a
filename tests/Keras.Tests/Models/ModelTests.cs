using Keras.Layers;
using static Keras.Functional;

namespace Keras.Tests.Models;

public class ModelTests
{
    [Fact]
    public void FunctionalPortReadsLineForLine()
    {
        var input_layer = Input(shape: 784, name: "input_layer");
        var h_1 = Dense(256, activation: "relu", kernelInitializer: "zeros", name: "hidden_layer_1")(input_layer);
        var code = Dense(4, activation: "relu", kernelInitializer: "zeros", name: "code_layer")(h_1);
        var output_layer = Dense(784, activation: "sigmoid", kernelInitializer: "zeros", name: "output_layer")(code);
        var model = new Model(input_layer, output_layer);

        Assert.Equal(["input_layer", "hidden_layer_1", "code_layer", "output_layer"], model.Layers.Select(layer => layer.Name));
        Assert.Equal("(None, 784)", model.Output.Shape.ToString());

        var encoder = new Model(inputs: model.Input, outputs: model.GetLayer("code_layer").Output);
        Assert.Equal(4, encoder.Output.Shape[-1]);
        var z = Input(shape: (28, 28, 1));
        Assert.Equal(4, z.Shape.Rank);
        Assert.Equal(3, Input(shape: [null, 28]).Shape.Rank);
        var decoder = new Model(model.GetLayer("code_layer").Output, model.Output);
        Assert.Same(model.GetLayer("output_layer"), decoder.GetLayer("output_layer"));
        var twice = new Model(inputs: [input_layer], outputs: [2.0 * h_1, h_1 * 2.0 + h_1]);
        Assert.Equal(2, twice.Outputs.Count);
        var sequential = new Sequential([Input(784), Dense(3, "relu", kernelInitializer: "zeros"), Dense(784, kernelInitializer: "zeros")]);
        Assert.Equal(2, sequential.Layers.Count);
        Assert.Equal(784, sequential.Output.Shape[1]);
    }
}
