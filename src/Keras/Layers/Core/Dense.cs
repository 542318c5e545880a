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
    /// <summary>A densely connected layer: <c>output = activation(input · kernel + bias)</c> along the last axis.</summary>
    /// <remarks>
    /// Input: (batch, ..., n). Output: (batch, ..., units). Kernel (n, units), bias (units).
    /// Source: <see href="https://keras.io/api/layers/core_layers/dense/"/>.
    /// </remarks>
    /// <example><code>var h = Dense(256, activation: "relu")(x);</code></example>
    public sealed class Dense : Layer
    {
        private Variable? _kernel, _bias;

        /// <summary>A densely connected layer.</summary>
        /// <param name="units">The size of the output, at least 1.</param>
        /// <param name="activation">The activation; linear by default.</param>
        /// <param name="useBias">Whether a bias is added.</param>
        /// <param name="kernelInitializer">Of the kernel; "glorot_uniform" by default.</param>
        /// <param name="biasInitializer">Of the bias; "zeros" by default.</param>
        /// <param name="kernelRegularizer">Adds to the loss a penalty on the kernel.</param>
        /// <param name="biasRegularizer">Adds to the loss a penalty on the bias.</param>
        /// <param name="activityRegularizer">Adds to the loss a penalty on the output, divided by the batch size.</param>
        /// <param name="kernelConstraint">Applied to the kernel after each step.</param>
        /// <param name="biasConstraint">Applied to the bias after each step.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">units is not positive.</exception>
        public Dense(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
            Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype, activityRegularizer)
        {
            Units = ArgumentCheck.AtLeast(this, nameof(units), 1, units);
            Activation = activation ?? "linear";
            UseBias = useBias;
            KernelInitializer = kernelInitializer ?? "glorot_uniform";
            BiasInitializer = biasInitializer ?? "zeros";
            KernelRegularizer = kernelRegularizer;
            BiasRegularizer = biasRegularizer;
            KernelConstraint = kernelConstraint;
            BiasConstraint = biasConstraint;
        }

        internal int Units { get; }
        internal ActivationFunction Activation { get; }
        internal bool UseBias { get; }
        internal Initializer KernelInitializer { get; }
        internal Initializer BiasInitializer { get; }
        internal Regularizer? KernelRegularizer { get; }
        internal Regularizer? BiasRegularizer { get; }
        internal Constraint? KernelConstraint { get; }
        internal Constraint? BiasConstraint { get; }

        internal override void Build(KerasShape[] inputShapes)
        {
            int size = ShapeCheck.LastAxis(this, inputShapes[0]);
            _kernel = AddWeight("kernel", [size, Units], KernelInitializer, KernelRegularizer, KernelConstraint);
            _bias = UseBias ? AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
        }

        internal override void CheckInputs(KerasShape[] inputShapes) => ShapeCheck.LastAxisIs(this, _kernel!.State.Shape[0], inputShapes[0]);

        internal override Value Call(CallContext context, Value input)
        {
            int size = input.Shape[-1];
            var rows = Op.Reshape(input, [input.Shape.Product / size, size]);
            var product = Op.Reshape(Op.MatMul(rows, context.Read(_kernel!)), input.Shape.With(-1, Units));
            return Activation.Call(_bias is null ? product : product + context.Read(_bias));
        }

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["units"] = Units;
            config["activation"] = Activation.Serialize();
            config["use_bias"] = UseBias;
            config["kernel_initializer"] = KernelInitializer.Serialize();
            config["bias_initializer"] = BiasInitializer.Serialize();
            config["kernel_regularizer"] = KernelRegularizer?.Serialize();
            config["bias_regularizer"] = BiasRegularizer?.Serialize();
            config["kernel_constraint"] = KernelConstraint?.Serialize();
            config["bias_constraint"] = BiasConstraint?.Serialize();
            config["quantization_config"] = null;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config)
        {
            config.ExpectNull("quantization_config");
            return new Dense(config.Int("units"), config.Activation("activation"), config.Bool("use_bias", true), config.Initializer("kernel_initializer"), config.Initializer("bias_initializer"),
                config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
                config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Trainable, config.LayerDType);
        }
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Dense.Dense"/>
        public static LayerCall Dense(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
            Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Dense(units, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Dense.Dense"/>
        public static KerasTensor Dense(this KerasTensor input, int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
            Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Dense(units, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, trainable, dtype).Call(input);
    }
}
