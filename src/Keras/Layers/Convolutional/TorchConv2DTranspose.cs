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
    /// <summary>PyTorch's <c>ConvTranspose2d</c>: a transposed convolution whose padding is a number of rows and columns cut off at each side.</summary>
    /// <remarks>
    /// Input: (batch, height, width, channels). Output: (batch, height', width', filters), height' = (height - 1) stride - 2 padding + (kernel - 1) dilation + outputPadding + 1.
    /// With stride 2, padding 1 and outputPadding 1 it gives the size of <see cref="Conv2DTranspose"/>'s "same", but lies one pixel away from it.
    /// Kernel, as Keras has it, (rows, columns, filters / groups, channels), PyTorch's weight (channels, filters / groups, rows, columns) with its axes turned; bias (filters).
    /// With "channels_first", PyTorch's order, the channels come before height and width. Keras in Python has no such layer: it loads a model with it after importing src/Keras.Python/Training/torch_classes.py.
    /// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html"/>.
    /// </remarks>
    /// <example><code>var h = TorchConv2DTranspose(16, 3, strides: 2, padding: 1, outputPadding: 1, dataFormat: "channels_first")(x);</code></example>
    public sealed class TorchConv2DTranspose : Convolution
    {
        /// <summary>PyTorch's <c>ConvTranspose2d</c>: a transposed convolution whose padding is a number of rows and columns cut off at each side.</summary>
        /// <param name="filters">How many channels the output has, at least 1.</param>
        /// <param name="kernelSize">Height and width of the window: <c>3</c> or <c>(3, 5)</c>.</param>
        /// <param name="strides">By how much windows of neighbouring pixels lie apart; 1 by default.</param>
        /// <param name="padding">Rows and columns cut off at each side of the whole result; 0 by default.</param>
        /// <param name="outputPadding">Rows and columns that the result keeps more at its end, less than the stride or the dilation; 0 by default.</param>
        /// <param name="dataFormat">"channels_last" (the default) or "channels_first", PyTorch's.</param>
        /// <param name="dilationRate">The distance between the window's taps; 1 by default.</param>
        /// <param name="groups">Channels and filters are cut into so many groups, each with a convolution of its own.</param>
        /// <param name="activation">The activation; linear by default.</param>
        /// <param name="useBias">Whether a bias is added, one number a filter.</param>
        /// <param name="kernelInitializer">Of the kernel; "glorot_uniform" by default; PyTorch's own is <see cref="TorchUniform"/>.</param>
        /// <param name="biasInitializer">Of the bias; "zeros" by default.</param>
        /// <param name="kernelRegularizer">Adds to the loss a penalty on the kernel.</param>
        /// <param name="biasRegularizer">Adds to the loss a penalty on the bias.</param>
        /// <param name="activityRegularizer">Adds to the loss a penalty on the output, divided by the batch size.</param>
        /// <param name="kernelConstraint">Applied to the kernel after each step.</param>
        /// <param name="biasConstraint">Applied to the bias after each step.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A size is not positive, a padding negative, outputPadding is not less than strides or dilationRate, dataFormat is unknown, or groups do not divide filters.</exception>
        public TorchConv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, Size2D? padding = null, Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(filters, kernelSize.Dimensions, (strides ?? 1).Dimensions, "valid", dataFormat, (dilationRate ?? 1).Dimensions, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype)
        {
            Cut = ArgumentCheck.AtLeast(this, nameof(padding), 0, (padding ?? 0).Dimensions);
            OutputPadding = ArgumentCheck.AtLeast(this, nameof(outputPadding), 0, (outputPadding ?? 0).Dimensions);
            for (int axis = 0; axis < 2; axis++)
            {
                if (OutputPadding[axis] >= Math.Max(Strides[axis], DilationRate[axis]))
                {
                    throw new ArgumentException($"TorchConv2DTranspose '{Name}': expected outputPadding to be less than strides or dilationRate along each axis, received outputPadding {OutputPadding}, strides {Strides} and dilationRate {DilationRate}.", nameof(outputPadding));
                }
            }
            Groups = ArgumentCheck.AtLeast(this, nameof(groups), 1, groups);
            if (filters % groups != 0)
            {
                throw new ArgumentException($"TorchConv2DTranspose '{Name}': expected filters that can be divided by groups, received {filters} filters and {groups} groups.", nameof(groups));
            }
        }

        internal Dimensions Cut { get; }
        internal Dimensions OutputPadding { get; }
        internal int Groups { get; }

        internal override string Module => "autoencoders.layers";

        internal override string? RegisteredName => "AutoEncoders>TorchConv2DTranspose";

        private protected override bool StridesAndDilationCombine => true;

        private protected override (int, int) KernelChannels(int channels) => channels % Groups == 0
            ? (Filters / Groups, channels)
            : throw new ArgumentException($"TorchConv2DTranspose '{Name}': expected channels that can be divided by groups, received {channels} channels and {Groups} groups.");

        private protected override int ImageChannels(Dimensions kernel) => kernel[-1];

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            base.CheckInputs(inputShapes);
            var sizes = DataFormat.SpatialSizes(this, Format, 2, inputShapes[0]);
            for (int axis = 0; axis < 2; axis++)
            {
                if (sizes[axis] is { } size && ResultSize(axis, size) < 1)
                {
                    throw new ArgumentException($"TorchConv2DTranspose '{Name}': padding {Cut} leaves nothing of the result for images of shape {inputShapes[0]}. Use less padding, or larger images.");
                }
            }
        }

        private protected override Value Convolve(Value image, Value kernel)
        {
            int[] size = [ResultSize(0, image.Shape[1]), ResultSize(1, image.Shape[2])];
            int[] after = [Cut[0] - OutputPadding[0], Cut[1] - OutputPadding[1]];
            return Op.WindowsUp(image, kernel, new WindowGeometry(KernelSize, Strides, DilationRate, Cut, new(after), Groups), new(size));
        }

        private int ResultSize(int axis, int size) =>
            (size - 1) * Strides[axis] - 2 * Cut[axis] + DilationRate[axis] * (KernelSize[axis] - 1) + OutputPadding[axis] + 1;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["padding"] = ObjectConfig.Serialize(Cut);
            config["output_padding"] = ObjectConfig.Serialize(OutputPadding);
            config["groups"] = Groups;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new TorchConv2DTranspose(config.Int("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1),
            config.Size2D("padding", 0), config.Size2D("output_padding", 0), config.OptionalString("data_format"), config.Size2D("dilation_rate", 1), config.Int("groups", 1), config.Activation("activation"), config.Bool("use_bias", true),
            config.Initializer("kernel_initializer"), config.Initializer("bias_initializer"), config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"),
            config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.TorchConv2DTranspose.TorchConv2DTranspose"/>
        public static LayerCall TorchConv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, Size2D? padding = null, Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.TorchConv2DTranspose(filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.TorchConv2DTranspose.TorchConv2DTranspose"/>
        public static KerasTensor TorchConv2DTranspose(this KerasTensor input, int filters, Size2D kernelSize, Size2D? strides = null, Size2D? padding = null, Size2D? outputPadding = null, string? dataFormat = null, Size2D? dilationRate = null, int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.TorchConv2DTranspose(filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).Call(input);
    }
}
