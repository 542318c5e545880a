using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Layers
{
    /// <summary>Several tensors one after the other along an axis.</summary>
    /// <remarks>
    /// Input: tensors of equal shapes but for that axis. Output: the axis is as long as all together.
    /// Source: <see href="https://keras.io/api/layers/merging_layers/concatenate/"/>.
    /// </remarks>
    /// <example><code>var h = Concatenate()([a, b]);</code></example>
    public sealed class Concatenate : Merge
    {
        /// <summary>Several tensors one after the other along an axis.</summary>
        /// <param name="axis">The axis, the batch being 0; negative numbers count from the last.</param>
        /// <param name="name">The layer's name.</param>
        /// <param name="trainable">Whether training changes the layer's weights.</param>
        /// <param name="dtype">The dtype to compute in, float32 or float64; <see cref="Config.Floatx"/> by default.</param>
        public Concatenate(int axis = -1, string? name = null, bool trainable = true, KerasDType? dtype = null)
            : base(name, trainable, dtype)
        {
            Axis = axis;
        }

        internal int Axis { get; }

        internal override void CheckInputs(KerasShape[] inputShapes)
        {
            CheckCount(inputShapes);
            int rank = inputShapes[0].Rank;
            string shapes = string.Join(" and ", inputShapes.Select(shape => shape.ToString()));
            if (Axis < -rank || Axis >= rank)
            {
                throw new ArgumentException($"Concatenate '{Name}': expected an axis from {-rank} to {rank - 1}, received {Axis} with shapes {shapes}.");
            }
            int at = Axis < 0 ? Axis + rank : Axis;
            KerasShape Open(KerasShape shape) => new([.. shape.Select((size, axis) => axis == at ? null : size)]);
            for (int i = 1; i < inputShapes.Length; i++)
            {
                if (inputShapes[i].Rank != rank || !Open(inputShapes[i]).IsCompatibleWith(Open(inputShapes[0])))
                {
                    throw new ArgumentException($"Concatenate '{Name}': expected shapes that are equal but for axis {Axis}, received {shapes}.");
                }
            }
        }

        /// <summary>All axes but the one along which they are joined must be equal.</summary>
        internal override Dimensions[] ShapesToTrace(IReadOnlyList<KerasShape> inputs, int unknown) =>
            [.. base.ShapesToTrace(inputs, unknown).Zip(inputs, (shape, input) => shape.With(Axis, input[Axis] ?? unknown))];

        /// <summary>The axes that are not joined are the first input's.</summary>
        internal override KerasShape KnownShape(IReadOnlyList<KerasShape> inputs, KerasShape traced)
        {
            int joined = Axis < 0 ? Axis + traced.Rank : Axis;
            return new([.. traced.Select((size, axis) => axis == 0 || axis == joined ? size : inputs[0][axis])]);
        }

        private protected override Value Merged(IReadOnlyList<Value> values) => Op.Concatenate(values, Axis);

        internal override JsonObject GetConfig()
        {
            var config = base.GetConfig();
            config["axis"] = Axis;
            return config;
        }

        internal static Layer FromConfig(ConfigReader config) => new Concatenate(config.Int("axis", -1), config.Name, config.Trainable, config.LayerDType);
    }
}

namespace Keras
{
    public static partial class Functional
    {
        /// <inheritdoc cref="Layers.Concatenate.Concatenate"/>
        public static LayerCall Concatenate(int axis = -1, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Concatenate(axis, name, trainable, dtype).AsCall();
    }

    public static partial class LayerChain
    {
        /// <inheritdoc cref="Layers.Concatenate.Concatenate"/>
        public static KerasTensor Concatenate(this KerasTensor input, KerasTensors others, int axis = -1, string? name = null, bool trainable = true, KerasDType? dtype = null) =>
            new Layers.Concatenate(axis, name, trainable, dtype).Call([input, .. others]);
    }
}
