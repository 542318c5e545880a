using Keras.Layers;

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
    }
}
