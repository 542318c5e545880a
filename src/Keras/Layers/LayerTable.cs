using Keras.Saving;

namespace Keras.Layers;

/// <summary>Every layer by Keras's name of its class.</summary>
internal static class LayerTable
{
    public static readonly ObjectTable<Layer> Entries = new("layer")
    {
        ["Activation"] = Activation.FromConfig,
        ["Add"] = Add.FromConfig,
        ["Average"] = Average.FromConfig,
        ["AveragePooling2D"] = AveragePooling2D.FromConfig,
        ["BatchNormalization"] = BatchNormalization.FromConfig,
        ["Concatenate"] = Concatenate.FromConfig,
        ["Conv2D"] = Conv2D.FromConfig,
        ["Conv2DTranspose"] = Conv2DTranspose.FromConfig,
        ["Cropping2D"] = Cropping2D.FromConfig,
        ["Dense"] = Dense.FromConfig,
        ["Dropout"] = Dropout.FromConfig,
        ["ELU"] = ELU.FromConfig,
        ["Flatten"] = Flatten.FromConfig,
        ["Functional"] = Models.ModelDeserialization.FromConfig,
        ["GaussianNoise"] = GaussianNoise.FromConfig,
        ["GlobalAveragePooling2D"] = GlobalAveragePooling2D.FromConfig,
        ["InputLayer"] = InputLayer.FromConfig,
        ["LeakyReLU"] = LeakyReLU.FromConfig,
        ["Maximum"] = Maximum.FromConfig,
        ["MaxPooling2D"] = MaxPooling2D.FromConfig,
        ["Minimum"] = Minimum.FromConfig,
        ["Multiply"] = Multiply.FromConfig,
        ["Permute"] = Permute.FromConfig,
        ["PReLU"] = PReLU.FromConfig,
        ["ReLU"] = ReLU.FromConfig,
        ["RepeatVector"] = RepeatVector.FromConfig,
        ["Reshape"] = Reshape.FromConfig,
        ["Sequential"] = Models.ModelDeserialization.SequentialFromConfig,
        ["Softmax"] = Softmax.FromConfig,
        ["Subtract"] = Subtract.FromConfig,
        ["TorchConv2DTranspose"] = TorchConv2DTranspose.FromConfig,
        ["UpSampling2D"] = UpSampling2D.FromConfig,
        ["ZeroPadding2D"] = ZeroPadding2D.FromConfig,
    };
}
