using System.Text.Json.Nodes;
using Keras.Activations;
using Keras.Constraints;
using Keras.Core;
using Keras.Initializers;
using Keras.Layers;
using Keras.Regularizers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>A convolution of images: <c>output = activation(Σ input · kernel + bias)</c> over a window and the channels of its group.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height', width', filters); with "same" height' is ⌈height / stride⌉, with "valid"
    /// ⌊(height - (kernel - 1) dilation - 1) / stride⌋ + 1. Kernel (rows, columns, channels / groups, filters), bias (filters).
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/convolution_layers/convolution2d/"/>.
    /// </remarks>
    /// <example><code>var h = Conv2D(16, 3, activation: "relu", padding: "same")(x);</code></example>
    public sealed class Conv2D : Convolution
    {
        /// <summary>A convolution of images: <c>output = activation(Σ input · kernel + bias)</c> over a window and the channels of its group.</summary>
        /// <param name="filters">How many channels the output has, at least 1.</param>
        /// <param name="kernelSize">Height and width of the window: <c>3</c> or <c>(3, 5)</c>.</param>
        /// <param name="strides">By how much the window moves; 1 by default.</param>
        /// <param name="padding">"valid": windows within the image; "same": zeros around it, so that strides of 1 keep its size.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="dilationRate">The distance between the window's taps; 1 by default. Not together with strides above 1.</param>
        /// <param name="groups">Into how many groups the channels are divided, each with filters of its own; divides channels and filters.</param>
        /// <param name="activation">The activation; linear by default.</param>
        /// <param name="useBias">Whether a bias is added, one number a filter.</param>
        /// <param name="kernelInitializer">Of the kernel; "glorot_uniform" by default.</param>
        /// <param name="biasInitializer">Of the bias; "zeros" by default.</param>
        /// <param name="kernelRegularizer">Adds to the loss a penalty on the kernel.</param>
        /// <param name="biasRegularizer">Adds to the loss a penalty on the bias.</param>
        /// <param name="activityRegularizer">Adds to the loss a penalty on the output, divided by the batch size.</param>
        /// <param name="kernelConstraint">Applied to the kernel after each step.</param>
        /// <param name="biasConstraint">Applied to the bias after each step.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A size is not positive, padding or dataFormat is unknown, strides and dilationRate are both above 1, or groups do not divide filters.</exception>
        public Conv2D(int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(filters, kernelSize.Dimensions, (strides ?? 1).Dimensions, padding, dataFormat, (dilationRate ?? 1).Dimensions, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype)
        {
            Groups = ArgumentCheck.AtLeast(this, nameof(groups), 1, groups);
            if (filters % groups != 0)
            {
                throw new ArgumentException($"Conv2D '{Name}': expected filters that can be divided by groups, received {filters} filters and {groups} groups.", nameof(groups));
            }
        }

        internal int Groups { get; }

        private protected override (int, int) KernelChannels(int channels) => channels % Groups == 0
            ? (channels / Groups, Filters)
            : throw new ArgumentException($"Conv2D '{Name}': expected channels that can be divided by groups, received {channels} channels and {Groups} groups.");

        private protected override int ImageChannels(Dimensions kernel) => kernel[-2] * Groups;

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            base.CheckInputs(inputShapes);
            Windows.CheckFit(this, Format, KernelSize, DilationRate, Padding, inputShapes[0]);
        }

        private protected override Value Convolve(Value image, Value kernel) =>
            Op.WindowsDown(image, kernel, Windows.Over(image.Shape, KernelSize, Strides, DilationRate, Padding, Groups));

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["groups"] = Groups;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Conv2D(config.Int("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1),
            config.String("padding", "valid"), config.OptionalString("data_format"), config.Size2D("dilation_rate", 1), config.Int("groups", 1), config.Activation("activation"), config.Bool("use_bias", true),
            config.Initializer("kernel_initializer"), config.Initializer("bias_initializer"), config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"),
            config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Conv2D.Conv2D"/>
        public static LayerCall Conv2D(int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Conv2D(filters, kernelSize, strides, padding, dataFormat, dilationRate, groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Conv2D.Conv2D"/>
        public static KerasTensor Conv2D(this KerasTensor input, int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Conv2D(filters, kernelSize, strides, padding, dataFormat, dilationRate, groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).Call(input);
    }
}
