using System.Runtime.CompilerServices;
using Keras.Layers;
using NumSharp;

namespace Keras;

/// <summary>What people do with a layer, also on what <c>Dense(3)</c> returns.</summary>
public static class LayerCallExtensions
{
    extension(LayerCall call)
    {
        /// <inheritdoc cref="Operation.Name"/>
        public string Name => ((Layer)call).Name;

        /// <inheritdoc cref="Layer.Weights"/>
        public IReadOnlyList<Variable> Weights => ((Layer)call).Weights;

        /// <inheritdoc cref="Layer.Output"/>
        public KerasTensor Output => ((Layer)call).Output;

        /// <inheritdoc cref="Layer.Trainable"/>
        public bool Trainable
        {
            get => ((Layer)call).Trainable;
            set => ((Layer)call).Trainable = value;
        }

        /// <inheritdoc cref="Layer.CountParams"/>
        public long CountParams() => ((Layer)call).CountParams();

        /// <inheritdoc cref="Layer.GetWeights"/>
        public List<NDArray> GetWeights() => ((Layer)call).GetWeights();

        /// <inheritdoc cref="Layer.SetWeights"/>
        public void SetWeights(ArrayLike weights) => ((Layer)call).SetWeights(weights);

        /// <inheritdoc cref="Layer.Call(KerasTensors, bool?)"/>
        [OverloadResolutionPriority(1)]
        public KerasTensor Call(KerasTensors inputs, bool? training = null) => ((Layer)call).Call(inputs, training);

        /// <inheritdoc cref="Layer.Call(ArrayLike, bool?)"/>
        public NDArray Call(ArrayLike data, bool? training = null) => ((Layer)call).Call(data, training);
    }
}
