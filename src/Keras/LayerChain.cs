namespace Keras;

/// <summary>Layers as a chain: <c>x.Dense(256, "relu").Dense(128, "relu")</c>. Each layer's link stands in the layer's own file.</summary>
public static partial class LayerChain
{
}
