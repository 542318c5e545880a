using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Gives each sample another shape, its numbers in the same order.</summary>
    /// <remarks>
    /// Input: (batch, ...). Output: (batch, target shape).
    /// Source: <see href="https://keras.io/api/layers/reshaping_layers/reshape/"/>.
    /// </remarks>
    /// <example><code>var h = Reshape((28, 28, 1))(x);</code></example>
    public sealed class Reshape : Layer
    {
        /// <summary>Gives each sample another shape, its numbers in the same order.</summary>
        /// <param name="targetShape">The shape of a sample, without the batch axis; one size may be -1, which stands for what is left.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        /// <exception cref="ArgumentException">A size is below -1, or -1 stands twice.</exception>
        public Reshape(IntTuple targetShape, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            TargetShape = targetShape;
            if (targetShape.Any(size => size < -1) || targetShape.Count(size => size == -1) > 1)
            {
                throw new ArgumentException($"Reshape '{Name}': expected a targetShape of sizes of 0 or more, one of which may be -1; received {targetShape}.", nameof(targetShape));
            }
        }

        internal IntTuple TargetShape { get; }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            if (inputShapes[0].Skip(1).All(size => size is not null))
            {
                Resolve(inputShapes[0].Fill(1));
            }
        }

        /// <summary>Sizes that can become the target shape, whatever the unknown axes will be: they are first known with the data.</summary>
        internal override Dimensions[] ShapesToTrace(IReadOnlyList<KerasShape> inputs, int unknown)
        {
            var filled = ShapeInference.Fill(inputs[0], unknown);
            int first = inputs[0].ToList().FindIndex(1, size => size is null);
            if (first < 0)
            {
                return [filled];
            }
            int needed = TargetShape.Where(size => size != -1).Aggregate(1, (product, size) => checked(product * size));
            if (TargetShape.Contains(-1))
            {
                return [filled.With(first, needed * unknown)];
            }
            int known = inputs[0].Skip(1).Aggregate(1, (product, size) => checked(product * (size ?? 1)));
            return [new([.. inputs[0].Select((size, axis) => size ?? (axis == 0 ? filled[0] : axis == first && known != 0 ? needed / known : 1))])];
        }

        internal override Value Call(CallContext context, Value input) => Op.Reshape(input, Resolve(input.Shape));

        /// <summary>The shape of the result, with the number that -1 stands for.</summary>
        private Dimensions Resolve(Dimensions input)
        {
            int available = input.Slice(1, input.Rank - 1).Product;
            int needed = TargetShape.Where(size => size != -1).Aggregate(1, (product, size) => checked(product * size));
            bool isOpen = TargetShape.Contains(-1);
            if (isOpen ? needed == 0 || available % needed != 0 : available != needed)
            {
                throw new ArgumentException($"Reshape '{Name}': expected samples of {(isOpen ? "a multiple of " : "")}{needed} numbers for the target shape {TargetShape}, received {available} (shape {input.Slice(1, input.Rank - 1)} without the batch).");
            }
            return [input[0], .. TargetShape.Select(size => size == -1 ? available / needed : size)];
        }

        internal override bool IsBuiltAtOnce => true;

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["target_shape"] = TargetShape.ToJsonArray();
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Reshape(config.IntTuple("target_shape"), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Reshape.Reshape"/>
        public static LayerCall Reshape(IntTuple targetShape, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Reshape(targetShape, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Reshape.Reshape"/>
        public static KerasTensor Reshape(this KerasTensor input, IntTuple targetShape, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Reshape(targetShape, name, trainable, dtype).Call(input);
    }
}
