using System.Text.Json.Nodes;
using Keras.Layers;
using static Keras.Functional;

namespace Keras.Tests.Layers;

/// <summary>Every complaint of a layer, word by word.</summary>
public class LayerErrorTests
{
    public static TheoryData<string, Action> Complaints => new()
    {
        // Convolutions
        { "Conv2D 'l': expected filters of 1 or more, received 0.", () => Conv2D(0, 3, name: "l") },
        { "Conv2D 'l': expected kernelSize of 1 or more along each axis, received (3, 0).", () => Conv2D(4, (3, 0), name: "l") },
        { "Conv2D 'l': expected strides of 1 or more along each axis, received (-1, -1).", () => Conv2D(4, 3, strides: -1, name: "l") },
        { "Conv2D 'l': expected dilationRate of 1 or more along each axis, received (0, 0).", () => Conv2D(4, 3, dilationRate: 0, name: "l") },
        { "Conv2D 'l': unknown padding 'smae'. Did you mean 'same'? Known: same, valid.", () => Conv2D(4, 3, padding: "smae", name: "l") },
        { "Conv2D 'l': unknown dataFormat 'channel_last'. Did you mean 'channels_last'? Known: channels_first, channels_last.", () => Conv2D(4, 3, dataFormat: "channel_last", name: "l") },
        { "Conv2D 'l': expected strides or dilationRate to be 1, received strides (2, 2) with dilationRate (2, 2). The two cannot be combined.", () => Conv2D(4, 3, strides: 2, dilationRate: 2, name: "l") },
        { "Conv2D 'l': expected groups of 1 or more, received 0.", () => Conv2D(4, 3, groups: 0, name: "l") },
        { "Conv2D 'l': expected filters that can be divided by groups, received 4 filters and 3 groups.", () => Conv2D(4, 3, groups: 3, name: "l") },
        { "Conv2D 'l': expected channels that can be divided by groups, received 3 channels and 2 groups.", () => Conv2D(4, 3, groups: 2, name: "l")(Input((8, 8, 3))) },
        { "Conv2D 'l': expected images of shape (batch, height, width, channels), received shape (None, 28, 28). Give the images a channel axis first, for example with Reshape((28, 28, 1)).", () => Conv2D(4, 3, name: "l")(Input((28, 28))) },
        { "Conv2D 'l': expected images of shape (batch, channels, height, width), received shape (None, 28, 28). Give the images a channel axis first, for example with Reshape((1, 28, 28)).", () => Conv2D(4, 3, dataFormat: "channels_first", name: "l")(Input((28, 28))) },
        { "Conv2D 'l': expected images of shape (batch, height, width, channels), received shape (None, 784).", () => Conv2D(4, 3, name: "l")(Input(784)) },
        { "Conv2D 'l': expected a known number of channels, received shape (None, 8, 8, None).", () => Conv2D(4, 3, name: "l")(Input([8, 8, null])) },
        { "Conv2D 'l': expected images of at least 5 x 3, the size of its window; received shape (None, 4, 4, 1). Use padding: \"same\", or a smaller window.", () => Conv2D(4, (3, 2), dilationRate: 2, name: "l")(Input((4, 4, 1))) },
        { "Conv2D 'l': expected images of 1 channel(s), as it was built for, received shape (None, 8, 8, 3).", () => Twice(new Conv2D(4, 3, name: "l"), (8, 8, 1), (8, 8, 3)) },
        { "Conv2DTranspose 'l': expected outputPadding of 0 or more along each axis, received (-1, -1).", () => Conv2DTranspose(4, 3, strides: 2, outputPadding: -1, name: "l") },
        { "Conv2DTranspose 'l': expected outputPadding to be less than strides along each axis, received outputPadding (2, 2) and strides (2, 3).", () => Conv2DTranspose(4, 3, strides: (2, 3), outputPadding: 2, name: "l") },
        { "Conv2DTranspose 'l': expected images of 1 channel(s), as it was built for, received shape (None, 8, 8, 3).", () => Twice(new Conv2DTranspose(4, 3, name: "l"), (8, 8, 1), (8, 8, 3)) },
        // Pooling
        { "MaxPooling2D 'l': expected poolSize of 1 or more along each axis, received (0, 0).", () => MaxPooling2D(0, name: "l") },
        { "MaxPooling2D 'l': expected strides of 1 or more along each axis, received (0, 1).", () => MaxPooling2D(2, strides: (0, 1), name: "l") },
        { "AveragePooling2D 'l': unknown padding 'full'. Known: same, valid.", () => AveragePooling2D(2, padding: "full", name: "l") },
        { "AveragePooling2D 'l': expected images of at least 4 x 4, the size of its window; received shape (None, 3, 3, 1). Use padding: \"same\", or a smaller window.", () => AveragePooling2D(4, name: "l")(Input((3, 3, 1))) },
        { "GlobalAveragePooling2D 'l': expected images of shape (batch, height, width, channels), received shape (None, 3).", () => GlobalAveragePooling2D(name: "l")(Input(3)) },
        // Reshaping
        { "UpSampling2D 'l': expected size of 1 or more along each axis, received (0, 2).", () => UpSampling2D((0, 2), name: "l") },
        { "UpSampling2D 'l': unknown interpolation 'linear'. Did you mean 'bilinear'? Known: bicubic, bilinear, lanczos3, lanczos5, nearest.", () => UpSampling2D(interpolation: "linear", name: "l") },
        { "UpSampling2D 'l': expected images of shape (batch, height, width, channels), received shape (None, 3).", () => UpSampling2D(name: "l")(Input(3)) },
        { "ZeroPadding2D 'l': expected padding of 0 or more along each axis, received (-1, 0, 0, 0).", () => ZeroPadding2D(((-1, 0), (0, 0)), name: "l") },
        { "ZeroPadding2D 'l': expected images of shape (batch, height, width, channels), received shape (None, 3).", () => ZeroPadding2D(name: "l")(Input(3)) },
        { "Cropping2D 'l': expected cropping of 0 or more along each axis, received (0, 0, -2, -2).", () => Cropping2D((0, -2), name: "l") },
        { "Cropping2D 'l': expected images larger than what is cut off, ((1, 1), (2, 2)); received shape (None, 4, 4, 1).", () => Cropping2D((1, 2), name: "l")(Input((4, 4, 1))) },
        { "Reshape 'l': expected a targetShape of sizes of 0 or more, one of which may be -1; received (-1, -1).", () => Reshape((-1, -1), name: "l") },
        { "Reshape 'l': expected samples of 12 numbers for the target shape (3, 4), received 10 (shape (10,) without the batch).", () => Reshape((3, 4), name: "l")(Input(10)) },
        { "Reshape 'l': expected samples of a multiple of 3 numbers for the target shape (3, -1), received 10 (shape (10,) without the batch).", () => Reshape((3, -1), name: "l")(Input(10)) },
        { "Permute 'l': expected dims to hold each number from 1 to 2 once, received (0, 1).", () => Permute((0, 1), name: "l") },
        { "Permute 'l': expected a shape of 3 axes, batch first, received shape (None, 3).", () => Permute((2, 1), name: "l")(Input(3)) },
        { "RepeatVector 'l': expected n of 1 or more, received 0.", () => RepeatVector(0, name: "l") },
        { "RepeatVector 'l': expected a shape of 2 axes, batch first, received shape (None, 3, 2).", () => RepeatVector(2, name: "l")(Input((3, 2))) },
        // Activations
        { "ReLU 'l': expected maxValue of 0 or more, received -1.", () => ReLU(-1, name: "l") },
        { "ReLU 'l': expected negativeSlope of 0 or more, received -0.5.", () => ReLU(negativeSlope: -0.5, name: "l") },
        { "ReLU 'l': expected threshold of 0 or more, received -1.", () => ReLU(threshold: -1, name: "l") },
        { "LeakyReLU 'l': expected negativeSlope of 0 or more, received -1.", () => LeakyReLU(-1, name: "l") },
        { "Softmax 'l': expected an axis from -2 to 1, received 2 with shape (None, 3).", () => Softmax(2, name: "l")(Input(3)) },
        { "PReLU 'l': expected sharedAxes from 0 to 1, received (2,) with shape (None, 3).", () => PReLU(sharedAxes: [2], name: "l")(Input(3)) },
        { "PReLU 'l': expected a shape that is known along axis 1, received shape (None, None, 3). Name the axis in sharedAxes.", () => PReLU(name: "l")(Input((null, 3))) },
        { "PReLU 'l': expected samples of shape (3,), as it was built for, received shape (None, 4).", () => Twice(new PReLU(name: "l"), 3, 4) },
        // Regularization and normalisation
        { "Dropout 'l': expected rate from 0 to 1, received 1.5.", () => Dropout(1.5, name: "l") },
        { "Dropout 'l': expected a noiseShape of sizes of 1 or more, or null; received (None, 0).", () => Dropout(0.5, noiseShape: (null, 0), name: "l") },
        { "Dropout 'l': expected a noiseShape that fits the input, each size 1, null or the input's; received (None, 2) for shape (None, 3).", () => Dropout(0.5, noiseShape: (null, 2), name: "l")(Input(3)) },
        { "GaussianNoise 'l': expected stddev from 0 to 1, received -0.1.", () => GaussianNoise(-0.1, name: "l") },
        { "BatchNormalization 'l': expected an axis from -2 to 1, received 3 with shape (None, 3).", () => BatchNormalization(3, name: "l")(Input(3)) },
        { "BatchNormalization 'l': expected a known size along axis -1, received shape (None, None).", () => BatchNormalization(name: "l")(Input([null])) },
        { "BatchNormalization 'l': expected size 3 along axis -1, as it was built for, received shape (None, 4).", () => Twice(new BatchNormalization(name: "l"), 3, 4) },
        // Merging
        { "Add 'l': expected two or more tensors, received one. Pass them as a list: Add()([a, b]).", () => Add(name: "l")(Input(3)) },
        { "Add 'l': expected shapes that are equal, or 1 where they differ; received (None, 3) and (None, 4).", () => Add(name: "l")([Input(3), Input(4)]) },
        { "Multiply 'l': expected shapes that are equal, or 1 where they differ; received (2, 3) and (4, 3).", () => Multiply(name: "l")([Input(3, batchSize: 2), Input(3, batchSize: 4)]) },
        { "Subtract 'l': expected two tensors, received 3.", () => Subtract(name: "l")([Input(3), Input(3), Input(3)]) },
        { "Concatenate 'l': expected shapes that are equal but for axis -1, received (None, 3, 2) and (None, 4, 2).", () => Concatenate(name: "l")([Input((3, 2)), Input((4, 2))]) },
        { "Concatenate 'l': expected shapes that are equal but for axis 1, received (None, 3, 2) and (None, 3).", () => Concatenate(1, name: "l")([Input((3, 2)), Input(3)]) },
        { "Concatenate 'l': expected an axis from -2 to 1, received 2 with shapes (None, 3) and (None, 3).", () => Concatenate(2, name: "l")([Input(3), Input(3)]) },
        { "Concatenate 'l': expected two or more tensors, received one. Pass them as a list: Concatenate()([a, b]).", () => Concatenate(name: "l")(Input(3)) },
        // All
        { "Dense 'l': expected units of 1 or more, received 0.", () => Dense(0, name: "l") },
        { "Dense 'l': expected last axis 784, received shape (None, 28, 28). Add Flatten() before it.", () => Twice(new Dense(2, name: "l"), 784, (28, 28)) },
        { "Dense 'l': expected a shape of two or more axes whose last is known, received shape (None, None).", () => Dense(2, name: "l")(Input([null])) },
        { "Flatten 'l' expected one tensor, received 2. Join them first, for example with Concatenate().", () => Flatten(name: "l")([Input(3), Input(3)]) },
        { "Flatten 'l': expected dtype float32 or float64, those that layers compute in; received int32.", () => Flatten(name: "l", dtype: "int32") },
        // Sizes
        { "Expected two numbers, a height and a width; received 3.", () => Conv2D(4, [3, 3, 3]) },
        { "Expected two margins, of the rows and of the columns; received 1.", () => ZeroPadding2D([[1, 2]]) },
        { "Expected two numbers, before and after; received 3.", () => ZeroPadding2D([[1, 2, 3], [1, 2]]) },
        // Configurations
        { "BatchNormalization: 'renorm' = true is not supported; expected false.", () => FromConfig("BatchNormalization", "{\"renorm\": true}") },
        { "BatchNormalization: 'synchronized' = true is not supported; expected false.", () => FromConfig("BatchNormalization", "{\"synchronized\": true}") },
        { "BatchNormalization: 'renorm_momentum' = 0.5 is not supported; expected 0.99.", () => FromConfig("BatchNormalization", "{\"renorm_momentum\": 0.5}") },
        { "BatchNormalization: 'renorm_clipping' = {} is not supported; expected null.", () => FromConfig("BatchNormalization", "{\"renorm_clipping\": {}}") },
        { "BatchNormalization: expected one axis as 'axis', received [1,2].", () => FromConfig("BatchNormalization", "{\"axis\": [1, 2]}") },
        { "Dense: 'quantization_config' = {} is not supported; expected null.", () => FromConfig("Dense", "{\"units\": 2, \"quantization_config\": {}}") },
        { "Conv2D: expected two numbers as 'kernel_size', received [3,3,3].", () => FromConfig("Conv2D", "{\"filters\": 2, \"kernel_size\": [3, 3, 3]}") },
        { "Conv2DTranspose: 'groups' = 2 is not supported; expected 1.", () => FromConfig("Conv2DTranspose", "{\"filters\": 2, \"kernel_size\": 3, \"groups\": 2}") },
        { "Conv2D: the configuration has no 'filters'.", () => FromConfig("Conv2D", "{}") },
        { "Conv2D: unknown argument(s) in its configuration: 'filtres'.", () => FromConfig("Conv2D", "{\"filters\": 2, \"kernel_size\": 3, \"filtres\": 2}") },
        { "ZeroPadding2D: expected two pairs of numbers as 'padding', received [[1,2]].", () => FromConfig("ZeroPadding2D", "{\"padding\": [[1, 2]]}") },
        { "InputLayer: 'sparse' = true is not supported; expected false.", () => FromConfig("InputLayer", "{\"batch_shape\": [null, 3], \"sparse\": true}") },
    };

    [Theory, MemberData(nameof(Complaints), DisableDiscoveryEnumeration = true)]
    public void SaysWhatIsWrong(string message, Action action) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(action).Message.Split(" (Parameter")[0]);

    private static void Twice(Layer layer, KerasShape first, KerasShape second)
    {
        layer.Call(Input(first));
        layer.Call(Input(second));
    }

    private static void FromConfig(string className, string config) => LayerTable.Entries.Make(className, (JsonObject)JsonNode.Parse(config)!);
}
