using Keras.Constraints;
using Keras.Initializers;
using Keras.Layers;
using Keras.Regularizers;
using Keras.Testing;

namespace Keras.Tests.Layers;

/// <summary>A row for every layer: the contract's table.</summary>
internal static class LayerCases
{
    private static readonly Initializer Kernel = new GlorotUniform(seed: 1);
    private static readonly KerasShape[] Image = [(6, 5, 4)], Images = [(3, 2), (3, 2)];

    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(() => new Dense(3, kernelInitializer: Kernel), [4], ["kernel (4, 3)", "bias (3,)"], 3, new()
        {
            ["units"] = () => new Dense(2, kernelInitializer: Kernel),
            ["activation"] = () => new Dense(3, activation: "tanh", kernelInitializer: Kernel),
            ["useBias"] = () => new Dense(3, useBias: false, kernelInitializer: Kernel),
            ["kernelInitializer"] = () => new Dense(3, kernelInitializer: "ones"),
            ["biasInitializer"] = () => new Dense(3, kernelInitializer: Kernel, biasInitializer: "ones"),
            ["kernelRegularizer"] = () => new Dense(3, kernelInitializer: Kernel, kernelRegularizer: new L2(0.1)),
            ["biasRegularizer"] = () => new Dense(3, kernelInitializer: Kernel, biasRegularizer: new L1(0.1)),
            ["activityRegularizer"] = () => new Dense(3, kernelInitializer: Kernel, activityRegularizer: new L2(0.1)),
            ["kernelConstraint"] = () => new Dense(3, kernelInitializer: Kernel, kernelConstraint: new NonNeg()),
            ["biasConstraint"] = () => new Dense(3, kernelInitializer: Kernel, biasConstraint: new UnitNorm()),
        }),
        new(() => new Conv2D(4, 2, kernelInitializer: Kernel), Image, ["kernel (2, 2, 4, 4)", "bias (4,)"], (5, 4, 4), new()
        {
            ["filters"] = () => new Conv2D(2, 2, kernelInitializer: Kernel),
            ["kernelSize"] = () => new Conv2D(4, (2, 3), kernelInitializer: Kernel),
            ["strides"] = () => new Conv2D(4, 2, strides: (2, 1), kernelInitializer: Kernel),
            ["padding"] = () => new Conv2D(4, 2, padding: "same", kernelInitializer: Kernel),
            ["dataFormat"] = () => new Conv2D(4, 2, dataFormat: "channels_first", kernelInitializer: Kernel),
            ["dilationRate"] = () => new Conv2D(4, 2, dilationRate: (1, 2), kernelInitializer: Kernel),
            ["groups"] = () => new Conv2D(4, 2, groups: 2, kernelInitializer: Kernel),
            ["activation"] = () => new Conv2D(4, 2, activation: "tanh", kernelInitializer: Kernel),
            ["useBias"] = () => new Conv2D(4, 2, useBias: false, kernelInitializer: Kernel),
            ["kernelInitializer"] = () => new Conv2D(4, 2, kernelInitializer: "ones"),
            ["biasInitializer"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, biasInitializer: "ones"),
            ["kernelRegularizer"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, kernelRegularizer: new L2(0.1)),
            ["biasRegularizer"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, biasRegularizer: new L1(0.1)),
            ["activityRegularizer"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, activityRegularizer: new L2(0.1)),
            ["kernelConstraint"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, kernelConstraint: new NonNeg()),
            ["biasConstraint"] = () => new Conv2D(4, 2, kernelInitializer: Kernel, biasConstraint: new UnitNorm()),
        }),
        new(() => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel), [(3, 2, 2)], ["kernel (3, 3, 2, 2)", "bias (2,)"], (7, 5, 2), new()
        {
            ["filters"] = () => new Conv2DTranspose(3, 3, strides: 2, kernelInitializer: Kernel),
            ["kernelSize"] = () => new Conv2DTranspose(2, (3, 4), strides: 2, kernelInitializer: Kernel),
            ["strides"] = () => new Conv2DTranspose(2, 3, strides: (2, 3), kernelInitializer: Kernel),
            ["padding"] = () => new Conv2DTranspose(2, 3, strides: 2, padding: "same", kernelInitializer: Kernel),
            ["outputPadding"] = () => new Conv2DTranspose(2, 3, strides: 2, outputPadding: 1, kernelInitializer: Kernel),
            ["dataFormat"] = () => new Conv2DTranspose(2, 3, strides: 2, dataFormat: "channels_first", kernelInitializer: Kernel),
            ["dilationRate"] = () => new Conv2DTranspose(2, 3, dilationRate: 2, kernelInitializer: Kernel),
            ["activation"] = () => new Conv2DTranspose(2, 3, strides: 2, activation: "tanh", kernelInitializer: Kernel),
            ["useBias"] = () => new Conv2DTranspose(2, 3, strides: 2, useBias: false, kernelInitializer: Kernel),
            ["kernelInitializer"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: "ones"),
            ["biasInitializer"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, biasInitializer: "ones"),
            ["kernelRegularizer"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, kernelRegularizer: new L2(0.1)),
            ["biasRegularizer"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, biasRegularizer: new L1(0.1)),
            ["activityRegularizer"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, activityRegularizer: new L2(0.1)),
            ["kernelConstraint"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, kernelConstraint: new NonNeg()),
            ["biasConstraint"] = () => new Conv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel, biasConstraint: new UnitNorm()),
        }),
        new(() => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel), [(3, 2, 2)], ["kernel (3, 3, 4, 2)", "bias (4,)"], (7, 5, 4), new()
        {
            ["filters"] = () => new TorchConv2DTranspose(2, 3, strides: 2, kernelInitializer: Kernel),
            ["kernelSize"] = () => new TorchConv2DTranspose(4, (3, 4), strides: 2, kernelInitializer: Kernel),
            ["strides"] = () => new TorchConv2DTranspose(4, 3, strides: (2, 3), kernelInitializer: Kernel),
            ["padding"] = () => new TorchConv2DTranspose(4, 3, strides: 2, padding: 1, kernelInitializer: Kernel),
            ["outputPadding"] = () => new TorchConv2DTranspose(4, 3, strides: 2, outputPadding: 1, kernelInitializer: Kernel),
            ["dataFormat"] = () => new TorchConv2DTranspose(4, 3, strides: 2, dataFormat: "channels_first", kernelInitializer: Kernel),
            ["dilationRate"] = () => new TorchConv2DTranspose(4, 3, strides: 2, dilationRate: 2, kernelInitializer: Kernel),
            ["groups"] = () => new TorchConv2DTranspose(4, 3, strides: 2, groups: 2, kernelInitializer: Kernel),
            ["activation"] = () => new TorchConv2DTranspose(4, 3, strides: 2, activation: "tanh", kernelInitializer: Kernel),
            ["useBias"] = () => new TorchConv2DTranspose(4, 3, strides: 2, useBias: false, kernelInitializer: Kernel),
            ["kernelInitializer"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: "ones"),
            ["biasInitializer"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, biasInitializer: "ones"),
            ["kernelRegularizer"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, kernelRegularizer: new L2(0.1)),
            ["biasRegularizer"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, biasRegularizer: new L1(0.1)),
            ["activityRegularizer"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, activityRegularizer: new L2(0.1)),
            ["kernelConstraint"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, kernelConstraint: new NonNeg()),
            ["biasConstraint"] = () => new TorchConv2DTranspose(4, 3, strides: 2, kernelInitializer: Kernel, biasConstraint: new UnitNorm()),
        }),
        new(() => new MaxPooling2D(), Image, [], (3, 2, 4), new()
        {
            ["poolSize"] = () => new MaxPooling2D((3, 2)),
            ["strides"] = () => new MaxPooling2D(strides: (2, 1)),
            ["padding"] = () => new MaxPooling2D(padding: "same"),
            ["dataFormat"] = () => new MaxPooling2D(dataFormat: "channels_first"),
        }),
        new(() => new AveragePooling2D(2), Image, [], (3, 2, 4), new()
        {
            ["poolSize"] = () => new AveragePooling2D((3, 2)),
            ["strides"] = () => new AveragePooling2D(2, strides: (2, 1)),
            ["padding"] = () => new AveragePooling2D(2, padding: "same"),
            ["dataFormat"] = () => new AveragePooling2D(2, dataFormat: "channels_first"),
        }),
        new(() => new GlobalAveragePooling2D(), Image, [], 4, new()
        {
            ["dataFormat"] = () => new GlobalAveragePooling2D("channels_first"),
            ["keepdims"] = () => new GlobalAveragePooling2D(keepdims: true),
        }),
        new(() => new UpSampling2D(), [(3, 2, 2)], [], (6, 4, 2), new()
        {
            ["size"] = () => new UpSampling2D((1, 3)),
            ["dataFormat"] = () => new UpSampling2D(dataFormat: "channels_first"),
            ["interpolation"] = () => new UpSampling2D(interpolation: "bilinear"),
        }),
        new(() => new ZeroPadding2D(), [(3, 2, 2)], [], (5, 4, 2), new()
        {
            ["padding"] = () => new ZeroPadding2D([[1, 2], [0, 3]]),
            ["dataFormat"] = () => new ZeroPadding2D(dataFormat: "channels_first"),
        }),
        new(() => new Cropping2D(((1, 2), (0, 1))), [(6, 5, 4)], [], (3, 4, 4), new()
        {
            ["cropping"] = () => new Cropping2D((2, 1)),
            ["dataFormat"] = () => new Cropping2D(((1, 2), (0, 1)), dataFormat: "channels_first"),
        }),
        new(() => new Flatten(), [(3, 2, 2)], [], 12, new() { ["dataFormat"] = () => new Flatten("channels_first") }),
        new(() => new Reshape((4, 3)), [(3, 2, 2)], [], (4, 3), new() { ["targetShape"] = () => new Reshape((2, -1)) }),
        new(() => new Permute((2, 3, 1)), [(3, 2, 4)], [], (2, 4, 3), new() { ["dims"] = () => new Permute((3, 1, 2)) }),
        new(() => new RepeatVector(3), [4], [], (3, 4), new() { ["n"] = () => new RepeatVector(2) }),
        new(() => new Activation("tanh"), [4], [], 4, new() { ["activation"] = () => new Activation("softplus") }),
        new(() => new ReLU(), [(4, 3)], [], (4, 3), new()
        {
            ["maxValue"] = () => new ReLU(maxValue: 0.5),
            ["negativeSlope"] = () => new ReLU(negativeSlope: 0.1),
            ["threshold"] = () => new ReLU(threshold: 0.3),
        }),
        new(() => new LeakyReLU(), [4], [], 4, new() { ["negativeSlope"] = () => new LeakyReLU(0.1) }),
        new(() => new ELU(), [4], [], 4, new() { ["alpha"] = () => new ELU(0.5) }),
        new(() => new PReLU(), [(3, 2)], ["alpha (3, 2)"], (3, 2), new()
        {
            ["alphaInitializer"] = () => new PReLU("ones"),
            ["alphaRegularizer"] = () => new PReLU("ones", alphaRegularizer: new L2(0.1)),
            ["alphaConstraint"] = () => new PReLU("ones", alphaConstraint: new UnitNorm()),
            ["sharedAxes"] = () => new PReLU(sharedAxes: [1]),
        }),
        new(() => new Softmax(), [(3, 2)], [], (3, 2), new() { ["axis"] = () => new Softmax(axis: [1, 2]) }),
        new(() => new Dropout(0.4, seed: 1), [(3, 2)], [], (3, 2), new()
        {
            ["rate"] = () => new Dropout(0.6, seed: 1),
            ["noiseShape"] = () => new Dropout(0.4, noiseShape: (null, 1, 2), seed: 1),
            ["seed"] = () => new Dropout(0.4, seed: 2),
        }),
        new(() => new GaussianNoise(0.4, seed: 1), [(3, 2)], [], (3, 2), new()
        {
            ["stddev"] = () => new GaussianNoise(0.6, seed: 1),
            ["seed"] = () => new GaussianNoise(0.4, seed: 2),
        }),
        new(() => new BatchNormalization(), [(3, 2)], ["gamma (2,)", "beta (2,)", "moving_mean (2,)", "moving_variance (2,)"], (3, 2), new()
        {
            ["axis"] = () => new BatchNormalization(axis: 1),
            ["momentum"] = () => new BatchNormalization(momentum: 0.5),
            ["epsilon"] = () => new BatchNormalization(epsilon: 0.1),
            ["center"] = () => new BatchNormalization(center: false),
            ["scale"] = () => new BatchNormalization(scale: false),
            ["betaInitializer"] = () => new BatchNormalization(betaInitializer: "ones"),
            ["gammaInitializer"] = () => new BatchNormalization(gammaInitializer: new Constant(0.5)),
            ["movingMeanInitializer"] = () => new BatchNormalization(movingMeanInitializer: "ones"),
            ["movingVarianceInitializer"] = () => new BatchNormalization(movingVarianceInitializer: new Constant(0.5)),
            ["betaRegularizer"] = () => new BatchNormalization(betaRegularizer: new L1(0.1)),
            ["gammaRegularizer"] = () => new BatchNormalization(gammaRegularizer: new L2(0.1)),
            ["betaConstraint"] = () => new BatchNormalization(betaConstraint: new NonNeg()),
            ["gammaConstraint"] = () => new BatchNormalization(gammaConstraint: new MaxNorm(0.5)),
        }),
        new(() => new Add(), Images, [], (3, 2), []),
        new(() => new Subtract(), Images, [], (3, 2), []),
        new(() => new Multiply(), Images, [], (3, 2), []),
        new(() => new Average(), Images, [], (3, 2), []),
        new(() => new Maximum(), Images, [], (3, 2), []),
        new(() => new Minimum(), Images, [], (3, 2), []),
        new(() => new Concatenate(), Images, [], (3, 4), new() { ["axis"] = () => new Concatenate(axis: 1) }),
    ];
}
