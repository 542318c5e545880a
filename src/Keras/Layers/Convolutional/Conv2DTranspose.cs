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
    /// <summary>A transposed convolution of images: each pixel is spread over a window of the output, <c>output[i · stride + k] += input[i] · kernel[k]</c>.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height', width', filters); with "same" height' is height · stride, with "valid"
    /// (height - 1) stride + max(K, stride), K = (kernel - 1) dilation + 1; with an output padding p, (height - 1) stride + K mod 2 + p and
    /// (height - 1) stride + K + p. Kernel (rows, columns, filters, channels), bias (filters). The result lies as Keras on TensorFlow and JAX places it.
    /// With "channels_first" the channels come before height and width.
    /// Source: <see href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/"/>.
    /// </remarks>
    /// <example><code>var h = Conv2DTranspose(8, 3, strides: 2, activation: "relu", padding: "same")(x);</code></example>
    public sealed class Conv2DTranspose : Convolution
    {
        /// <summary>A transposed convolution of images: each pixel is spread over a window of the output, <c>output[i · stride + k] += input[i] · kernel[k]</c>.</summary>
        /// <param name="filters">How many channels the output has, at least 1.</param>
        /// <param name="kernelSize">Height and width of the window: <c>3</c> or <c>(3, 5)</c>.</param>
        /// <param name="strides">By how much windows of neighbouring pixels lie apart; 1 by default.</param>
        /// <param name="padding">"valid": the whole result; "same": cut so that its size is the input's times the stride.</param>
        /// <param name="outputPadding">Rows and columns added at the end, less than the strides; by default as the padding says.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first".</param>
        /// <param name="dilationRate">The distance between the window's taps; 1 by default. Not together with strides above 1.</param>
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
        /// <exception cref="ArgumentException">A size is not positive, padding or dataFormat is unknown, strides and dilationRate are both above 1, or outputPadding is not less than strides.</exception>
        public Conv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(filters, kernelSize.Dimensions, (strides ?? 1).Dimensions, padding, dataFormat, (dilationRate ?? 1).Dimensions, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype)
        {
            if (outputPadding is { } extra)
            {
                OutputPadding = ArgumentCheck.AtLeast(this, nameof(outputPadding), 0, extra.Dimensions);
                if (extra.Zip(Strides).Any(axis => axis.First >= axis.Second))
                {
                    throw new ArgumentException($"Conv2DTranspose '{Name}': expected outputPadding to be less than strides along each axis, received outputPadding {extra} and strides {Strides}.", nameof(outputPadding));
                }
            }
        }

        internal Dimensions? OutputPadding { get; }

        private protected override (int, int) KernelChannels(int channels) => (Filters, channels);

        private protected override int ImageChannels(Dimensions kernel) => kernel[-1];

        private protected override Value Convolve(Value image, Value kernel)
        {
            var (geometry, size) = Windows.Transposed(image.Shape, KernelSize, Strides, DilationRate, Padding, OutputPadding);
            return Op.WindowsUp(image, kernel, geometry, size);
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["output_padding"] = OutputPadding is { } extra ? ObjectConfig.Serialize(extra) : null;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config)
        {
            config.Expect("groups", 1); // Keras 2 writes it, though there, too, it can only be 1.
            return new Conv2DTranspose(config.Int("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1),
                config.String("padding", "valid"), config.OptionalSize2D("output_padding"), config.OptionalString("data_format"), config.Size2D("dilation_rate", 1), config.Activation("activation"), config.Bool("use_bias", true),
                config.Initializer("kernel_initializer"), config.Initializer("bias_initializer"), config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"),
                config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Trainable, config.LayerDType);
        }
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Conv2DTranspose.Conv2DTranspose"/>
        public static LayerCall Conv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Conv2DTranspose(filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Conv2DTranspose.Conv2DTranspose"/>
        public static KerasTensor Conv2DTranspose(this KerasTensor input, int filters, Size2D kernelSize, Size2D? strides = null, string padding = "valid", Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Conv2DTranspose(filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).Call(input);
    }
}
