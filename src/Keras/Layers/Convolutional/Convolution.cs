using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Constraints;
using Keras.Core;
using Keras.Initializers;
using Keras.Regularizers;
using Keras.Saving;

namespace Keras.Layers;

/// <summary>
/// What convolutions share, of any number of spatial axes: kernel, bias, activation, padding and the order of axes. The kernel slides over the image without being
/// mirrored (cross-correlation).
/// </summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/convolution_layers/"/>.</remarks>
public abstract class Convolution : Layer
{
    private Variable? _kernel, _bias;

    private protected Convolution(int filters, Dimensions kernelSize, Dimensions strides, string padding, string? dataFormat, Dimensions dilationRate,
        ActivationFunction? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? kernelConstraint, Constraint? biasConstraint, string? name, bool trainable, KerasDType? dtype)
        : base(name, trainable, dtype, activityRegularizer)
    {
        Filters = ArgumentCheck.AtLeast(this, nameof(filters), 1, filters);
        KernelSize = ArgumentCheck.AtLeast(this, nameof(kernelSize), 1, kernelSize);
        Strides = ArgumentCheck.AtLeast(this, nameof(strides), 1, strides);
        Padding = ArgumentCheck.Padding(this, padding);
        Format = DataFormat.Parse(this, dataFormat);
        DilationRate = ArgumentCheck.AtLeast(this, nameof(dilationRate), 1, dilationRate);
        if (!StridesAndDilationCombine && Strides.Max() > 1 && DilationRate.Max() > 1)
        {
            throw new ArgumentException($"{ClassName} '{Name}': expected strides or dilationRate to be 1, received strides {Strides} with dilationRate {DilationRate}. The two cannot be combined.", nameof(dilationRate));
        }
        Activation = activation ?? "linear";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        BiasInitializer = biasInitializer ?? "zeros";
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    internal int Filters { get; }
    internal Dimensions KernelSize { get; }
    internal Dimensions Strides { get; }
    internal string Padding { get; }
    internal string Format { get; }
    internal Dimensions DilationRate { get; }
    internal ActivationFunction Activation { get; }
    internal bool UseBias { get; }
    internal Initializer KernelInitializer { get; }
    internal Initializer BiasInitializer { get; }
    internal Regularizer? KernelRegularizer { get; }
    internal Regularizer? BiasRegularizer { get; }
    internal Constraint? KernelConstraint { get; }
    internal Constraint? BiasConstraint { get; }

    /// <summary>Whether strides and a dilation, both above 1, are allowed together; in Keras they are not.</summary>
    private protected virtual bool StridesAndDilationCombine => false;

    /// <summary>The kernel's last two axes for images of so many channels.</summary>
    private protected abstract (int, int) KernelChannels(int channels);

    /// <summary>The channels of the images that a kernel was made for.</summary>
    private protected abstract int ImageChannels(Dimensions kernel);

    /// <summary>The convolution of a channels-last image.</summary>
    private protected abstract Value Convolve(Value image, Value kernel);

    internal override void Build(KerasShape[] inputShapes)
    {
        DataFormat.SpatialSizes(this, Format, KernelSize.Count, inputShapes[0]);
        var (inner, outer) = KernelChannels(DataFormat.Channels(this, Format, inputShapes[0]));
        _kernel = AddWeight("kernel", [.. KernelSize, inner, outer], KernelInitializer, KernelRegularizer, KernelConstraint);
        _bias = UseBias ? AddWeight("bias", [Filters], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
    }

    internal override void CheckInputs(KerasShape[] inputShapes)
    {
        DataFormat.SpatialSizes(this, Format, KernelSize.Count, inputShapes[0]);
        int expected = ImageChannels(_kernel!.State.Shape), received = DataFormat.Channels(this, Format, inputShapes[0]);
        if (expected != received)
        {
            throw new ArgumentException($"{ClassName} '{Name}': expected images of {expected} channel(s), as it was built for, received shape {inputShapes[0]}.");
        }
    }

    internal override Value Call(CallContext context, Value input)
    {
        var result = Convolve(DataFormat.ToChannelsLast(input, Format), context.Read(_kernel!));
        return Activation.Call(DataFormat.FromChannelsLast(_bias is null ? result : result + context.Read(_bias), Format));
    }

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["filters"] = Filters;
        config["kernel_size"] = ObjectConfig.Serialize(KernelSize);
        config["strides"] = ObjectConfig.Serialize(Strides);
        config["padding"] = Padding;
        config["data_format"] = Format;
        config["dilation_rate"] = ObjectConfig.Serialize(DilationRate);
        config["activation"] = Activation.Serialize();
        config["use_bias"] = UseBias;
        config["kernel_initializer"] = KernelInitializer.Serialize();
        config["bias_initializer"] = BiasInitializer.Serialize();
        config["kernel_regularizer"] = KernelRegularizer?.Serialize();
        config["bias_regularizer"] = BiasRegularizer?.Serialize();
        config["activity_regularizer"] = ActivityRegularizer?.Serialize();
        config["kernel_constraint"] = KernelConstraint?.Serialize();
        config["bias_constraint"] = BiasConstraint?.Serialize();
        return config;
    }
}
