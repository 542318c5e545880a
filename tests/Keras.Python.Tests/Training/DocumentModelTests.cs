using System.Globalization;
using Keras.Datasets;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Tests.Training;

/// <summary>The two Keras programs that this library was made for lose the same, epoch for epoch, with the built-in engine and on real Keras.</summary>
public class DocumentModelTests : TrainingTest
{
    private const int Images = 2000, Epochs = 3;
    private const double Limit = 1e-4;

    [Fact]
    public void TheDenseAutoencoderHasTheSameLosses() => AssertSameLosses(images => images.reshape(images.shape[0], 784) / 255.0, DenseAutoencoder);

    [Fact]
    public void TheConvolutionalAutoencoderHasTheSameLosses() => AssertSameLosses(images => images.reshape(images.shape[0], images.shape[1], images.shape[2], 1) / 255, ConvolutionalAutoencoder);

    private static void AssertSameLosses(Func<NDArray, NDArray> prepare, Func<Model> make)
    {
        var ((images, _), _) = Mnist.LoadSample();
        var x = prepare(images[$":{Images}"]);
        var (engine, keras) = OnBoth(() => make().Fit(x, x, epochs: Epochs, shuffle: false, verbose: 0)["loss"].ToArray());
        Assert.Equal(Epochs, engine.Length);
        Assert.Equal(Epochs, keras.Length);
        Assert.True(keras[^1] < keras[0], "the loss did not fall");
        double[] apart = [.. engine.Zip(keras, (left, right) => Math.Abs(left - right))];
        string text = string.Join("; ", Enumerable.Range(0, Epochs).Select(epoch => string.Create(CultureInfo.InvariantCulture, $"epoch {epoch + 1}: {engine[epoch]:F6} and {keras[epoch]:F6}, apart {apart[epoch]:E1}")));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(apart.All(distance => distance <= Limit), $"The losses lie more than {Limit:E0} apart. {text}");
    }

    private static Model DenseAutoencoder()
    {
        var input_layer = Input(shape: 784, name: "input_layer");

        var h_1 = Dense(256, activation: "relu", name: "hidden_layer_1")(input_layer);
        var h_2 = Dense(128, activation: "relu", name: "hidden_layer_2")(h_1);
        var h_3 = Dense(64, activation: "relu", name: "hidden_layer_3")(h_2);
        var h_4 = Dense(32, activation: "relu", name: "hidden_layer_4")(h_3);
        var h_5 = Dense(16, activation: "relu", name: "hidden_layer_5")(h_4);
        var h_6 = Dense(8, activation: "relu", name: "hidden_layer_6")(h_5);

        var code_layer = Dense(4, activation: "relu", name: "code_layer")(h_6);

        var h_7 = Dense(8, activation: "relu", name: "hidden_layer_7")(code_layer);
        var h_8 = Dense(16, activation: "relu", name: "hidden_layer_8")(h_7);
        var h_9 = Dense(32, activation: "relu", name: "hidden_layer_9")(h_8);
        var h_10 = Dense(64, activation: "relu", name: "hidden_layer_10")(h_9);
        var h_11 = Dense(128, activation: "relu", name: "hidden_layer_11")(h_10);
        var h_12 = Dense(256, activation: "relu", name: "hidden_layer_12")(h_11);

        var output_layer = Dense(784, activation: "sigmoid", name: "output_layer")(h_12);

        var model = new Model(input_layer, output_layer);
        model.Compile(optimizer: "adam", loss: "binary_crossentropy");
        return model;
    }

    private static Model ConvolutionalAutoencoder()
    {
        var input_layer = Input(shape: (28, 28, 1), name: "input_layer");
        var x = Conv2D(16, (3, 3), activation: "relu")(input_layer);
        x = MaxPooling2D((2, 2), strides: (2, 2))(x);
        x = Conv2D(8, (3, 3), activation: "relu")(x);
        x = MaxPooling2D((2, 2), strides: (2, 2), name: "code_layer")(x);
        x = UpSampling2D((2, 2))(x);
        x = Conv2DTranspose(8, (3, 3), activation: "relu")(x);
        x = UpSampling2D((2, 2))(x);
        x = Conv2DTranspose(16, (3, 3), activation: "relu")(x);
        var output_layer = Conv2DTranspose(1, (3, 3), activation: "sigmoid")(x);

        var model = new Model(input_layer, output_layer);
        model.Compile(optimizer: "adam", loss: "mse");
        return model;
    }
}
