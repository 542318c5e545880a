using Keras.Saving;

namespace Keras.Layers;

/// <summary>Every layer by Keras's name of its class.</summary>
internal static class LayerTable
{
    public static readonly ObjectTable<Layer> Entries = new("layer")
    {
        ["Dense"] = Dense.FromConfig,
        ["Functional"] = Models.ModelDeserialization.FromConfig,
        ["InputLayer"] = InputLayer.FromConfig,
        ["Sequential"] = Models.ModelDeserialization.SequentialFromConfig,
    };
}
