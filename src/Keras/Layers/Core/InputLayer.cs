using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Where data enter a model. Made by <see cref="Functional.Input"/>.</summary>
    /// <remarks>Source: <see href="https://keras.io/api/layers/core_layers/input/"/>.</remarks>
    public sealed class InputLayer : Layer
    {
        /// <summary>An input of that shape, batch axis first (<c>null</c> for any batch).</summary>
        public InputLayer(KerasShape batchShape, KerasDType? dtype = null, string? name = null) : base(name, trainable: true, null)
        {
            BatchShape = batchShape;
            InputDType = dtype ?? Config.Floatx;
            EnsureBuilt([]);
            var node = new Node(this, [], null, 0);
            node.Outputs = [new KerasTensor(batchShape, InputDType, node, 0)];
            Nodes.Add(node);
        }

        /// <summary>The shape with the batch axis in front.</summary>
        public KerasShape BatchShape { get; }

        internal KerasDType InputDType { get; }

        internal override Value[] Call(CallContext context, Value[] inputs) => inputs;

        internal override JsonObject GetConfig() => new()
        {
            ["batch_shape"] = ObjectConfig.Serialize(BatchShape),
            ["dtype"] = InputDType.Name,
            ["sparse"] = false,
            ["ragged"] = false,
            ["name"] = Name,
            ["optional"] = false,
        };

        internal override bool IsBuiltAtOnce => true;

        internal static Layer FromConfig(ConfigReader config)
        {
            config.Expect("sparse", false);
            config.Expect("ragged", false);
            config.Expect("optional", false);
            var shape = config.Contains("batch_shape") ? config.Shape("batch_shape") : config.Shape("batch_input_shape");
            return new InputLayer(shape, config.DType("dtype"), config.Name);
        }
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <summary>A symbolic tensor through which data enter a model.</summary>
        /// <param name="shape">The shape of one sample, without the batch axis: <c>784</c>, <c>(28, 28, 1)</c>; <c>null</c> within it for what may vary.</param>
        /// <param name="batchSize">The size of every batch, when it is fixed.</param>
        /// <param name="dtype">The dtype of the data; <see cref="Config.Floatx"/> by default.</param>
        /// <param name="batchShape">The shape with the batch axis, instead of <paramref name="shape"/> and <paramref name="batchSize"/>.</param>
        /// <param name="name">The input's name; <c>input_layer</c> by default.</param>
        /// <exception cref="ArgumentException">Neither or both of shape and batchShape were given.</exception>
        /// <example><code>var x = Input(shape: 784, name: "input_layer");</code></example>
        public static KerasTensor Input(KerasShape? shape = null, int? batchSize = null, KerasDType? dtype = null, KerasShape? batchShape = null, string? name = null)
        {
            var full = (shape, batchShape) switch
            {
                ({ } sample, null) => sample.WithBatch(batchSize),
                (null, { } batch) when batchSize is null => batch,
                (null, null) => throw new ArgumentException("Input: expected a shape, received none. Pass shape: 784, say, or batchShape: (null, 784)."),
                _ => throw new ArgumentException("Input: expected either shape (with batchSize) or batchShape, received both."),
            };
            return new InputLayer(full, dtype, name).Output;
        }
    }
}
