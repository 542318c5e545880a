using System.Text.Json.Nodes;
using Keras.Constraints;
using Keras.Core;
using Keras.Initializers;
using Keras.Layers;
using Keras.Regularizers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Shifts and scales each channel to mean 0 and variance 1, then by what is learned: <c>gamma (x - mean) / √(variance + epsilon) + beta</c>.</summary>
    /// <remarks>
    /// While training, mean and (biased) variance are the batch's, over all axes but one, and the moving ones follow them:
    /// <c>moving = moving · momentum + batch · (1 - momentum)</c>. Otherwise, and when <see cref="Layer.Trainable"/> is false, the moving ones are used.
    /// Input: any shape. Output: the same. Gamma, beta, moving mean and moving variance have one number a channel.
    /// Source: <see href="https://keras.io/api/layers/normalization_layers/batch_normalization/"/>.
    /// </remarks>
    /// <example><code>var h = BatchNormalization()(x);</code></example>
    public sealed class BatchNormalization : Layer
    {
        private Variable? _gamma, _beta, _movingMean, _movingVariance;

        /// <summary>Shifts and scales each channel to mean 0 and variance 1, then by what is learned: <c>gamma (x - mean) / √(variance + epsilon) + beta</c>.</summary>
        /// <param name="axis">The axis of the channels; the last by default, 1 for images with channels first.</param>
        /// <param name="momentum">How much of the moving averages stays at each step.</param>
        /// <param name="epsilon">Added to the variance.</param>
        /// <param name="center">Whether beta is added.</param>
        /// <param name="scale">Whether gamma is multiplied.</param>
        /// <param name="betaInitializer">Of beta; "zeros" by default.</param>
        /// <param name="gammaInitializer">Of gamma; "ones" by default.</param>
        /// <param name="movingMeanInitializer">Of the moving mean; "zeros" by default.</param>
        /// <param name="movingVarianceInitializer">Of the moving variance; "ones" by default.</param>
        /// <param name="betaRegularizer">Adds to the loss a penalty on beta.</param>
        /// <param name="gammaRegularizer">Adds to the loss a penalty on gamma.</param>
        /// <param name="betaConstraint">Applied to beta after each step.</param>
        /// <param name="gammaConstraint">Applied to gamma after each step.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 0.001, bool center = true, bool scale = true, Initializer? betaInitializer = null, Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null, Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            (Axis, Momentum, Epsilon, Center, Scale) = (axis, momentum, epsilon, center, scale);
            BetaInitializer = betaInitializer ?? "zeros";
            GammaInitializer = gammaInitializer ?? "ones";
            MovingMeanInitializer = movingMeanInitializer ?? "zeros";
            MovingVarianceInitializer = movingVarianceInitializer ?? "ones";
            (BetaRegularizer, GammaRegularizer, BetaConstraint, GammaConstraint) = (betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint);
        }

        internal int Axis { get; }
        internal double Momentum { get; }
        internal double Epsilon { get; }
        internal bool Center { get; }
        internal bool Scale { get; }
        internal Initializer BetaInitializer { get; }
        internal Initializer GammaInitializer { get; }
        internal Initializer MovingMeanInitializer { get; }
        internal Initializer MovingVarianceInitializer { get; }
        internal Regularizer? BetaRegularizer { get; }
        internal Regularizer? GammaRegularizer { get; }
        internal Constraint? BetaConstraint { get; }
        internal Constraint? GammaConstraint { get; }

        internal override void Build(KerasShape[] inputShapes)
        {
            Dimensions shape = [Channels(inputShapes[0]) ?? throw new ArgumentException($"BatchNormalization '{Name}': expected a known size along axis {Axis}, received shape {inputShapes[0]}.")];
            _gamma = Scale ? AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint) : null;
            _beta = Center ? AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint) : null;
            _movingMean = AddWeight("moving_mean", shape, MovingMeanInitializer, trainable: false);
            _movingVariance = AddWeight("moving_variance", shape, MovingVarianceInitializer, trainable: false);
        }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            int expected = _movingMean!.State.Shape[0];
            if (Channels(inputShapes[0]) is { } received && received != expected)
            {
                throw new ArgumentException($"BatchNormalization '{Name}': expected size {expected} along axis {Axis}, as it was built for, received shape {inputShapes[0]}.");
            }
        }

        internal override Value Call(CallContext context, Value input)
        {
            int axis = Axis < 0 ? Axis + input.Rank : Axis;
            var along = Dimensions.Repeat(1, input.Rank).With(axis, input.Shape[axis]);
            Value Spread(Value channels) => Op.Reshape(channels, along);
            Value mean, variance, centered;
            if (context.Training && Trainable)
            {
                Dimensions others = [.. Enumerable.Range(0, input.Rank).Where(other => other != axis)];
                mean = Op.Mean(input, others);
                centered = input - Spread(mean);
                variance = Op.Mean(centered * centered, others);
                context.Update(_movingMean!, Follow(context.Read(_movingMean!), mean));
                context.Update(_movingVariance!, Follow(context.Read(_movingVariance!), variance));
            }
            else
            {
                (mean, variance) = (context.Read(_movingMean!), context.Read(_movingVariance!));
                centered = input - Spread(mean);
            }
            var factor = 1 / Op.Sqrt(variance + Epsilon);
            var result = centered * Spread(_gamma is null ? factor : factor * context.Read(_gamma));
            return _beta is null ? result : result + Spread(context.Read(_beta));
        }

        private Value Follow(Value moving, Value batch) => moving * Momentum + batch * (1 - Momentum);

        private int? Channels(KerasShape shape) => Axis >= -shape.Rank && Axis < shape.Rank
            ? shape[Axis]
            : throw new ArgumentException($"BatchNormalization '{Name}': expected an axis from {-shape.Rank} to {shape.Rank - 1}, received {Axis} with shape {shape}.");

        /// <summary>Keras writes the mask only where training is left to the model.</summary>
        internal override JsonObject SerializeKeywordArguments(Node node) =>
            node.Training is null ? new() { ["mask"] = null } : base.SerializeKeywordArguments(node);

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["axis"] = Axis;
            config["momentum"] = Momentum;
            config["epsilon"] = Epsilon;
            config["center"] = Center;
            config["scale"] = Scale;
            config["beta_initializer"] = BetaInitializer.Serialize();
            config["gamma_initializer"] = GammaInitializer.Serialize();
            config["moving_mean_initializer"] = MovingMeanInitializer.Serialize();
            config["moving_variance_initializer"] = MovingVarianceInitializer.Serialize();
            config["beta_regularizer"] = BetaRegularizer?.Serialize();
            config["gamma_regularizer"] = GammaRegularizer?.Serialize();
            config["beta_constraint"] = BetaConstraint?.Serialize();
            config["gamma_constraint"] = GammaConstraint?.Serialize();
            config["synchronized"] = false;
            config["renorm"] = false;
            config["renorm_clipping"] = null;
            config["renorm_momentum"] = 0.99;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config)
        {
            config.Expect("synchronized", false);
            config.Expect("renorm", false);
            config.ExpectNull("renorm_clipping");
            config.Expect("renorm_momentum", 0.99);
            return new BatchNormalization(config.Axis("axis"), config.Double("momentum", 0.99), config.Double("epsilon", 0.001), config.Bool("center", true), config.Bool("scale", true),
                config.Initializer("beta_initializer"), config.Initializer("gamma_initializer"), config.Initializer("moving_mean_initializer"), config.Initializer("moving_variance_initializer"),
                config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"), config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"),
                config.Name, config.Trainable, config.LayerDType);
        }
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.BatchNormalization.BatchNormalization"/>
        public static LayerCall BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 0.001, bool center = true, bool scale = true, Initializer? betaInitializer = null, Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null, Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.BatchNormalization(axis, momentum, epsilon, center, scale, betaInitializer, gammaInitializer, movingMeanInitializer, movingVarianceInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.BatchNormalization.BatchNormalization"/>
        public static KerasTensor BatchNormalization(this KerasTensor input, int axis = -1, double momentum = 0.99, double epsilon = 0.001, bool center = true, bool scale = true, Initializer? betaInitializer = null, Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null, Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.BatchNormalization(axis, momentum, epsilon, center, scale, betaInitializer, gammaInitializer, movingMeanInitializer, movingVarianceInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, trainable, dtype).Call(input);
    }
}
