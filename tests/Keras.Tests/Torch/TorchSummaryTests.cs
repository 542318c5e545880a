using Keras.Torch;
using static Keras.Functional;

namespace Keras.Tests.Torch;

/// <summary>The rows that a model gives; the table's form is tested by itself.</summary>
public class TorchSummaryTests
{
    [Fact]
    public void ModelsWithinAreTakenApartAndActivationsHaveRows()
    {
        const string first = "channels_first";
        var encoder = new Sequential([Input((1, 8, 8)), Conv2D(4, 3, dataFormat: first, activation: "relu"), MaxPooling2D(2, dataFormat: first), BatchNormalization(axis: 1)]);
        var x = Input((1, 8, 8));
        var h = Flatten()(encoder.Call(x));
        var model = new Model(x, Activation("sigmoid")(Dense(2)(h)));
        encoder.Layers[0].Trainable = false;

        Assert.Equal(
            """
            ----------------------------------------------------------------
                    Layer (type)               Output Shape         Param #
            ================================================================
                        Conv2d-1              [-1, 4, 6, 6]              40
                          ReLU-2              [-1, 4, 6, 6]               0
                     MaxPool2d-3              [-1, 4, 3, 3]               0
                   BatchNorm2d-4              [-1, 4, 3, 3]               8
                       Flatten-5                   [-1, 36]               0
                        Linear-6                    [-1, 2]              74
                       Sigmoid-7                    [-1, 2]               0
            ================================================================
            Total params: 122
            Trainable params: 82
            Non-trainable params: 40
            ----------------------------------------------------------------
            Input size (MB): 0.00
            Forward/backward pass size (MB): 0.00
            Params size (MB): 0.00
            Estimated Total Size (MB): 0.00
            ----------------------------------------------------------------

            """,
            Text(model, (1, 8, 8)));
    }

    [Fact]
    public void ALayerCalledTwiceHasTwoRows()
    {
        var x = Input(3);
        var shared = Dense(3);
        string text = Text(new Model(x, shared(shared(x))), 3);
        Assert.Contains("Linear-1 ", text);
        Assert.Contains("Linear-2 ", text);
        Assert.Contains("Total params: 24\n", text);
    }

    [Fact]
    public void AnotherInputSizeIsAnError()
    {
        var x = Input((1, 28, 28), name: "x");
        var model = new Model(x, Flatten()(x), name: "m");
        var error = Assert.Throws<ArgumentException>(() => Text(model, (28, 28, 1)));
        Assert.StartsWith("TorchSummary: expected inputSize (1, 28, 28), the input of model 'm'; received (28, 28, 1).", error.Message);
    }

    private static string Text(Model model, KerasShape inputSize)
    {
        string text = "";
        TorchSummary.Summary(model, inputSize, printFn: printed => text = printed);
        return text;
    }
}
