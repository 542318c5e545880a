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
    /// <summary>A rectified linear unit whose slope below 0 is learned: <c>max(0, x) - alpha max(0, -x)</c>.</summary>
    /// <remarks>
    /// Input: any shape, known but for the batch. Output: the same. Alpha has the shape of a sample, with size 1 along the shared axes.
    /// Source: <see href="https://keras.io/api/layers/activation_layers/prelu/"/>.
    /// </remarks>
    /// <example><code>var h = PReLU(sharedAxes: [1, 2])(x);</code></example>
    public sealed class PReLU : Layer
    {
        private Variable? _alpha;

        /// <summary>A rectified linear unit whose slope below 0 is learned: <c>max(0, x) - alpha max(0, -x)</c>.</summary>
        /// <param name="alphaInitializer">Of the slopes; "zeros" by default.</param>
        /// <param name="alphaRegularizer">Adds to the loss a penalty on the slopes.</param>
        /// <param name="alphaConstraint">Applied to the slopes after each step.</param>
        /// <param name="sharedAxes">Axes along which one slope serves all, the batch being 0; none by default. As in Keras, which counts negative ones in the shape of a sample less one, 0 is the last axis and -1 the last but one.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, Constraint? alphaConstraint = null, IntTuple? sharedAxes = null, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            AlphaInitializer = alphaInitializer ?? "zeros";
            AlphaRegularizer = alphaRegularizer;
            AlphaConstraint = alphaConstraint;
            SharedAxes = sharedAxes;
        }

        internal Initializer AlphaInitializer { get; }
        internal Regularizer? AlphaRegularizer { get; }
        internal Constraint? AlphaConstraint { get; }
        internal IntTuple? SharedAxes { get; }

        internal override void Build(KerasShape[] inputShapes)
        {
            var input = inputShapes[0];
            var shape = new int[input.Rank - 1];
            if (SharedAxes is { } shared && shared.Any(axis => axis <= 1 - input.Rank || axis >= input.Rank))
            {
                throw new ArgumentException($"PReLU '{Name}': expected sharedAxes from {2 - input.Rank} to {input.Rank - 1}, received {shared} with shape {input}.");
            }
            for (int axis = 1; axis < input.Rank; axis++)
            {
                bool isShared = SharedAxes?.Any(one => one == axis || one == axis - shape.Length) == true;
                shape[axis - 1] = isShared ? 1 : input[axis]
                    ?? throw new ArgumentException($"PReLU '{Name}': expected a shape that is known along axis {axis}, received shape {input}. Name the axis in sharedAxes.");
            }
            _alpha = AddWeight("alpha", new(shape), AlphaInitializer, AlphaRegularizer, AlphaConstraint);
        }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            var alpha = _alpha!.State.Shape;
            bool fits = inputShapes[0].Rank == alpha.Rank + 1;
            for (int axis = 0; fits && axis < alpha.Rank; axis++)
            {
                fits = alpha[axis] == 1 || inputShapes[0][axis + 1] is null || inputShapes[0][axis + 1] == alpha[axis];
            }
            if (!fits)
            {
                throw new ArgumentException($"PReLU '{Name}': expected samples of shape {alpha}, as it was built for, received shape {inputShapes[0]}.");
            }
        }

        internal override Value Call(CallContext context, Value input) => Rectifiers.Relu(input) - context.Read(_alpha!) * Rectifiers.Relu(-input);

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["alpha_initializer"] = AlphaInitializer.Serialize();
            config["alpha_regularizer"] = AlphaRegularizer?.Serialize();
            config["alpha_constraint"] = AlphaConstraint?.Serialize();
            config["shared_axes"] = SharedAxes?.ToJsonArray();
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new PReLU(config.Initializer("alpha_initializer"), config.Regularizer("alpha_regularizer"),
            config.Constraint("alpha_constraint"), config.OptionalIntTuple("shared_axes"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.PReLU.PReLU"/>
        public static LayerCall PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, Constraint? alphaConstraint = null, IntTuple? sharedAxes = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.PReLU(alphaInitializer, alphaRegularizer, alphaConstraint, sharedAxes, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.PReLU.PReLU"/>
        public static KerasTensor PReLU(this KerasTensor input, Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, Constraint? alphaConstraint = null, IntTuple? sharedAxes = null, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.PReLU(alphaInitializer, alphaRegularizer, alphaConstraint, sharedAxes, name, trainable, dtype).Call(input);
    }
}
