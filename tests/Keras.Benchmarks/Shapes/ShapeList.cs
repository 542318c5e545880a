using Keras.Benchmarks.Epochs;
using static Keras.Functional;

namespace Keras.Benchmarks.Shapes;

/// <summary>The shapes that are measured beside the examples' models: nothing is tuned for one of them alone.</summary>
internal static class ShapeList
{
    private static readonly int[] OddBatches = [1, 7, 8, 31, 32, 33];

    public static readonly Shape[] All =
    [
        new("Dense2048", 256, () => Model(2048, x => x.Dense(2048, "relu").Dense(2048, "relu").Dense(2048))),
        new("Strides2", 64, () => Image(x => x.Conv2D(32, 3, 2, "same", activation: "relu").Conv2D(64, 3, 2, "same", activation: "relu").Conv2D(128, 3, 2, "same", activation: "relu").Flatten().Dense(10))),
        new("Transpose2x2", 64, () => Transposed(2)),
        new("Transpose4x4", 64, () => Transposed(4)),
        new("BatchNorm", 64, () => Image(x => Normalized(Normalized(x, 32), 32).Conv2D(3, 3, padding: "same"))),
        new("UNet", 32, () => Image(UNet)),
        new("ResNet", 32, () => Image(ResNet)),
        new("Kernel1x1", 64, () => Convolutions(64, 1)),
        new("Kernel5x5", 64, () => Convolutions(16, 5)),
        new("Kernel7x7", 64, () => Convolutions(16, 7)),
        new("Conv64", 64, () => Convolutions(64, 3)),
        .. OddBatches.Select(batch => new Shape("Conv64", batch, () => Convolutions(64, 3))),
        .. OddBatches.Select(batch => new Shape("KerasDense", batch, Example("KerasDense"))),
        .. OddBatches.Select(batch => new Shape("KerasConv", batch, Example("KerasConv"))),
    ];

    private static Func<Model> Example(string name) => ExampleModel.All.First(model => model.Name == name).Build;

    private static Model Model(KerasShape input, Func<KerasTensor, KerasTensor> layers)
    {
        KerasTensor x = Input(input);
        return new(x, layers(x));
    }

    private static Model Image(Func<KerasTensor, KerasTensor> layers) => Model((32, 32, 3), layers);

    private static Model Convolutions(int channels, int kernel) =>
        Image(x => x.Conv2D(channels, kernel, padding: "same", activation: "relu").Conv2D(channels, kernel, padding: "same", activation: "relu").Conv2D(3, kernel, padding: "same"));

    private static Model Transposed(int kernel) => Model((8, 8, 64), x =>
        x.Conv2DTranspose(64, kernel, 2, "same", activation: "relu").Conv2DTranspose(32, kernel, 2, "same", activation: "relu").Conv2D(3, 3, padding: "same"));

    private static KerasTensor Normalized(KerasTensor x, int channels, int stride = 1) =>
        x.Conv2D(channels, 3, stride, "same", useBias: false).BatchNormalization().Activation("relu");

    private static KerasTensor UNet(KerasTensor x)
    {
        KerasTensor Twice(KerasTensor h, int channels) => h.Conv2D(channels, 3, padding: "same", activation: "relu").Conv2D(channels, 3, padding: "same", activation: "relu");
        KerasTensor Up(KerasTensor h, KerasTensor beside, int channels) => Twice(Concatenate()([h.Conv2DTranspose(channels, 2, 2, "same"), beside]), channels);
        var first = Twice(x, 16);
        var second = Twice(first.MaxPooling2D(2), 32);
        var third = Twice(second.MaxPooling2D(2), 64);
        return Up(Up(third, second, 32), first, 16).Conv2D(1, 1, activation: "sigmoid");
    }

    private static KerasTensor ResNet(KerasTensor x)
    {
        KerasTensor Block(KerasTensor h, int channels, int stride)
        {
            var inner = Normalized(h, channels, stride).Conv2D(channels, 3, padding: "same", useBias: false).BatchNormalization();
            var beside = stride == 1 ? h : h.Conv2D(channels, 1, stride, "same", useBias: false).BatchNormalization();
            return Add()([inner, beside]).Activation("relu");
        }

        var stem = Normalized(x, 16);
        return Block(Block(Block(stem, 16, 1), 32, 2), 64, 2).GlobalAveragePooling2D().Dense(10, "softmax");
    }
}
