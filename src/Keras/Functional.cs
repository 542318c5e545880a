namespace Keras;

/// <summary>
/// Layers as functions, for <c>using static Keras.Functional;</c>: <c>Dense(256, activation: "relu")(x)</c> reads as in Python.
/// Each layer's function stands in the layer's own file.
/// </summary>
public static partial class Functional
{
}
