using Keras.Optimizers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Benchmarks.Epochs;

/// <summary>One of the document's four models, compiled.</summary>
/// <param name="Name">The example's name.</param>
/// <param name="BatchSize">The document's batch size.</param>
/// <param name="Gigaflops">Multiply-adds of an epoch of 60,000 images times 2, in 10^9: forward, weight gradients, input gradients but the first; taps in range only.</param>
/// <param name="SampleShape">The shape of an image.</param>
/// <param name="Build">Makes and compiles the model.</param>
internal sealed record DocumentModel(string Name, int BatchSize, double Gigaflops, int[] SampleShape, Func<Model> Build)
{
    public static readonly DocumentModel[] All =
    [
        new("KerasDense", 32, 151.9, [784], KerasDense),
        new("KerasConv", 32, 368.2, [28, 28, 1], KerasConv),
        new("TorchDense", 64, 149.7, [784], TorchDense),
        new("TorchConv", 64, 410.8, [1, 28, 28], TorchConv),
    ];

    /// <summary>The images in the model's shape.</summary>
    public NDArray Data(NDArray images) => images.reshape([(int)images.shape[0], .. SampleShape]);

    private static Model KerasDense()
    {
        var x = Input(784);
        var model = new Model(x, Stack(x, [256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256]));
        model.Compile(optimizer: "adam", loss: "binary_crossentropy");
        return model;
    }

    private static Model KerasConv()
    {
        var x = Input((28, 28, 1));
        var h = MaxPooling2D(2)(Conv2D(16, 3, activation: "relu")(x));
        h = MaxPooling2D(2)(Conv2D(8, 3, activation: "relu")(h));
        h = Conv2DTranspose(8, 3, activation: "relu")(UpSampling2D(2)(h));
        h = Conv2DTranspose(16, 3, activation: "relu")(UpSampling2D(2)(h));
        var model = new Model(x, Conv2DTranspose(1, 3, activation: "sigmoid")(h));
        model.Compile(optimizer: "adam", loss: "mse");
        return model;
    }

    private static Model TorchDense()
    {
        var x = Input(784);
        var code = Dense(10)(Stack(x, [256, 128, 32, 16], last: false));
        var model = new Model(x, Stack(code, [16, 32, 64, 128, 256]));
        model.Compile(optimizer: new TorchAdam(1e-3, weightDecay: 1e-5), loss: "mse");
        return model;
    }

    private static Model TorchConv()
    {
        const string first = "channels_first";
        var x = Input((1, 28, 28));
        var h = MaxPooling2D(2, dataFormat: first)(Conv2D(16, 3, padding: "same", dataFormat: first, activation: "relu")(x));
        h = MaxPooling2D(2, dataFormat: first)(Conv2D(32, 3, dataFormat: first, activation: "relu")(h));
        h = Conv2D(64, 6, dataFormat: first)(h);
        h = TorchConv2DTranspose(32, 7, dataFormat: first, activation: "relu")(h);
        h = TorchConv2DTranspose(16, 3, strides: 2, padding: 1, outputPadding: 1, dataFormat: first, activation: "relu")(h);
        var model = new Model(x, TorchConv2DTranspose(1, 3, strides: 2, padding: 1, outputPadding: 1, dataFormat: first, activation: "sigmoid")(h));
        model.Compile(optimizer: new TorchAdam(1e-3, weightDecay: 1e-5), loss: "mse");
        return model;
    }

    private static KerasTensor Stack(KerasTensor x, int[] units, bool last = true)
    {
        foreach (int count in units)
        {
            x = Dense(count, activation: "relu")(x);
        }
        return last ? Dense(784, activation: "sigmoid")(x) : x;
    }
}
